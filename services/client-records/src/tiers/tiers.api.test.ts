import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTierDesk, type TierDesk } from './tierFixture.ts';

let desk: TierDesk;
/** Buys much and pays; buys little; graded D though buying much; comes late; known at the other site. */
let big: string;
let small: string;
let poor: string;
let late: string;
let theirs: string;
beforeAll(async () => {
  desk = await openTierDesk();
  big = await desk.client('2026-05-01');
  small = await desk.client('2026-05-01');
  poor = await desk.client('2026-05-01');
  theirs = await desk.client('2026-05-01', desk.otherSite);
  late = await desk.client('2026-12-01');
  await desk.claim(big, '2026-05-01');
});
afterAll(() => desk.service.stop());

const tierOf = `query ($id: ID!) { client(id: $id) { tier { tier basis provisional from validThrough lapsed
  explanation { outcome applied { id } facts { name } } } tierHistory { edges { node { tier basis } } }
  treatment { tier refusalNeedsHead visitEveryDays priceControlled } } }`;
type Read = {
  client: {
    tier: Record<string, unknown> | null;
    treatment: object | null;
    tierHistory: { edges: { node: object }[] };
  } | null;
};
const read = async (id: string, when: string, who = desk.manager) =>
  (await desk.at(who, when).ask<Read>(tierOf, { id })).client;
const tiersTold = async (id: string) =>
  await desk.rows<{ tier: string; provisional: boolean; from: string }>(
    `SELECT data->>'tier' AS tier, (data->>'provisional')::boolean AS provisional, data->>'from' AS "from" FROM outbox
     WHERE type LIKE '%tier-changed%' AND data->>'clientId' = '${id}' ORDER BY data->>'decidedAt', id`,
  );
const remarked = `__typename ... on TierRemarked { proposal { proposed tier remarks { remark tier } explanation { outcome } } }
  ... on Refusal { code }`;
const discuss = `mutation ($input: DiscussTierInput!) { discussTier(input: $input) { ${remarked} } }`;
const correct = `mutation ($input: CorrectTierInput!) { correctTier(input: $input) { ${remarked} } }`;
const close = `mutation ($input: CloseTierReviewInput!) { closeTierReview(input: $input) { __typename
  ... on TierReviewClosed { review { closed effectiveOn explanation { outcome } } } ... on Refusal { code } } }`;
const proposals = `query ($year: Int!) { tierProposals(year: $year, first: 100) { edges { node { client { id } proposed tier neverA
  proposalExplanation { facts { name value } } } } } }`;
type Proposals = {
  tierProposals: { edges: { node: { client: { id: string }; proposed: string; neverA: string | null } }[] };
};
const proposed = async (who: TierDesk['head'], when: string) =>
  new Map(
    (await desk.at(who, when).ask<Proposals>(proposals, { year: 2027 })).tierProposals.edges.map(({ node }) => [
      node.client.id,
      node,
    ]),
  );

describe('CR-6.01 new clients', () => {
  it('are in a provisional tier, looked at again after a deal, judged after six months, once', async () => {
    expect(await read(big, '2026-05-02')).toMatchObject({
      tier: {
        tier: 'C',
        basis: 'PROVISIONAL',
        provisional: true,
        from: '2026-05-01',
        validThrough: '2026-10-31',
        lapsed: false,
      },
    });
    await desk.deal(big, '2026-06-10', { yuan: 4_000_000 });
    await desk.deal(poor, '2026-06-10', { yuan: 4_000_000 });
    await desk.deal(small, '2026-06-10', { yuan: 400_000, paid: false });
    await desk.grade(poor, 'D', '2026-06-20');
    await desk.grade(big, 'A', '2026-06-20');
    await desk.due('2026-06-21');
    expect((await read(big, '2026-06-21'))?.tier).toMatchObject({
      tier: 'A',
      basis: 'PROVISIONAL',
      from: '2026-06-21',
    });
    await desk.due('2026-10-31T23:59:00+08:00');
    expect((await read(big, '2026-10-31'))?.tier).toMatchObject({ basis: 'PROVISIONAL', lapsed: false });
    // By the calendar the provisional tier is over, whether the timer came or not.
    expect((await read(big, '2026-11-01'))?.tier).toMatchObject({ basis: 'PROVISIONAL', lapsed: true });
    await Promise.all([desk.due('2026-11-01'), desk.due('2026-11-01')]);
    expect((await read(big, '2026-11-01'))?.tier).toMatchObject({
      ...{ tier: 'A', basis: 'PROBATION', provisional: false, from: '2026-11-01', validThrough: '2027-03-30' },
      explanation: { outcome: 'A', applied: [{ id: 'CR-6.01' }] },
    });
    expect(await tiersTold(big)).toEqual([
      { tier: 'C', provisional: true, from: '2026-05-01' },
      { tier: 'A', provisional: true, from: '2026-06-21' },
      { tier: 'A', provisional: false, from: '2026-11-01' },
    ]);
  });

  it('are seen in their tier by who may read it: a consultant sees the one of own clients only', async () => {
    expect((await read(big, '2026-11-02', desk.li))?.tier).toMatchObject({ tier: 'A' });
    expect(await read(big, '2026-11-02', desk.zhao)).toBeNull();
    expect(await read(big, '2026-11-02', desk.elsewhere)).toBeNull();
    const blind = { ...desk.manager, grants: { [desk.site]: ['client.readSite'] as const } };
    expect(await read(big, '2026-11-02', blind)).toMatchObject({
      tier: null,
      treatment: null,
      tierHistory: { edges: [] },
    });
  });
});

describe('CR-6.01 the yearly review', () => {
  it('opens on 25 March, once, with a proposal and its facts for everybody but new clients', async () => {
    await desk.due('2027-03-24T23:59:00+08:00');
    expect(await desk.rows('SELECT year FROM tier_review')).toEqual([]);
    await Promise.all([desk.due('2027-03-25T00:00:00+08:00'), desk.due('2027-03-25T00:00:00+08:00')]);
    expect(await desk.rows('SELECT year, proposed, close_on::text FROM tier_review')).toEqual([
      { year: 2027, proposed: true, close_on: '2027-03-30' },
    ]);
    const all = await proposed(desk.manager, '2027-03-25');
    expect(all.get(big)).toMatchObject({ proposed: 'A', tier: 'A', neverA: null });
    expect(all.get(small)).toMatchObject({ proposed: 'C' });
    expect(all.get(poor)).toMatchObject({ proposed: 'B', neverA: 'credit-d' });
    expect([...all.keys()].sort()).toEqual([big, small, poor].sort());
    expect([...(await proposed(desk.elsewhere, '2027-03-25')).keys()]).toEqual([theirs]);
  });

  it('heads discuss and correct with a reason; nobody else, and nobody into A who is graded D', async () => {
    const on = (clientId: string, more: object) => ({ year: 2027, clientId, ...more });
    expect(
      await desk.mutate(desk.manager, '2027-03-26', discuss, on(small, { remark: '今年有扩建计划' })),
    ).toMatchObject({
      proposal: { tier: 'C', remarks: [{ remark: '今年有扩建计划', tier: null }] },
    });
    expect(await desk.mutate(desk.manager, '2027-03-26', correct, on(small, { tier: 'B', reason: '太短' }))).toEqual({
      ...{ __typename: 'Refusal', code: 'TIER_REMARK_MISSING' },
    });
    const why = { tier: 'B', reason: '长期合作，信誉良好' };
    expect(await desk.mutate(desk.head, '2027-03-30T23:59:00+08:00', correct, on(small, why))).toMatchObject({
      proposal: { proposed: 'C', tier: 'B', explanation: { outcome: 'B' }, remarks: [{ tier: null }, { tier: 'B' }] },
    });
    expect(await desk.mutate(desk.head, '2027-03-27', correct, on(poor, { ...why, tier: 'A' }))).toMatchObject({
      code: 'TIER_NEVER_A',
    });
    const refusedTo = async (who: TierDesk['li'], clientId: string) =>
      (await desk.at(who, '2027-03-27').send(correct, { input: { idempotencyKey: 'x', ...on(clientId, why) } }))
        .errors?.[0]?.extensions?.code;
    for (const who of [desk.li, desk.zhao, desk.elsewhere]) expect(await refusedTo(who, big)).toBe('NOT_FOUND');
    const [words] = await desk.rows<{ found: boolean }>(
      `SELECT bool_or(t::text LIKE '%扩建%') AS found FROM (SELECT t::text FROM tier_remark t UNION ALL SELECT a::text FROM audit_entry a
       UNION ALL SELECT e::text FROM explanation e) all_of (t)`,
    );
    expect(words).toEqual({ found: false });
  });

  it('is closed on 30 March by a director, not earlier and by nobody less; the rest holds as proposed', async () => {
    const asked = { year: 2027 };
    expect(await desk.mutate(desk.director, '2027-03-29T23:59:00+08:00', close, asked)).toMatchObject({
      code: 'TIER_REVIEW_TOO_EARLY',
    });
    const byHead = await desk.at(desk.head, '2027-03-30').send(close, { input: { idempotencyKey: 'y', ...asked } });
    expect(byHead.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await read(small, '2027-03-31'))?.tier).toMatchObject({ tier: 'B', basis: 'REVIEW', from: '2027-03-31' });
    expect(await desk.mutate(desk.director, '2027-03-30T18:00:00+08:00', close, asked)).toMatchObject({
      review: { closed: true, effectiveOn: '2027-03-30', explanation: { outcome: 'CLOSED' } },
    });
    const tooLate = { ...asked, clientId: small, tier: 'C', reason: '长期合作，信誉良好' };
    expect(await desk.mutate(desk.head, '2027-03-30T19:00:00+08:00', correct, tooLate)).toMatchObject({
      code: 'TIER_REVIEW_CLOSED',
    });
    expect((await read(small, '2027-03-30'))?.tier).toMatchObject({
      tier: 'B',
      from: '2027-03-30',
      validThrough: '2028-03-30',
    });
    await Promise.all([desk.due('2027-03-31'), desk.due('2027-03-31')]);
    expect(await tiersTold(small)).toContainEqual({ tier: 'B', provisional: false, from: '2027-03-30' });
    expect((await tiersTold(small)).filter(({ from }) => from === '2027-03-30')).toHaveLength(1);
    expect((await read(small, '2027-03-31'))?.tierHistory.edges.map(({ node }) => node)).toEqual([
      { tier: 'B', basis: 'REVIEW' },
      { tier: 'C', basis: 'PROBATION' },
      { tier: 'C', basis: 'PROVISIONAL' },
    ]);
  });

  it('gives no tier for life: without the next review it lapses', async () => {
    expect(await read(big, '2028-03-30')).toMatchObject({
      tier: { tier: 'A', lapsed: false },
      treatment: { tier: 'A' },
    });
    expect(await read(big, '2028-03-31')).toMatchObject({
      tier: { tier: 'A', lapsed: true },
      treatment: { tier: 'C' },
    });
    await desk.due('2027-06-01');
    expect((await read(late, '2027-06-01'))?.tier).toMatchObject({ basis: 'PROBATION', validThrough: '2028-03-30' });
  });
});
