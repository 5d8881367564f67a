import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writePersons } from '../persons/index.ts';
import {
  close,
  correct,
  decide,
  discuss,
  makeVip,
  propose,
  refuse,
  tierReads,
  treated,
  vipOf,
} from './tierAsksFixture.ts';
import { openTierDesk, type TierDesk } from './tierFixture.ts';

let desk: TierDesk;
let reads: ReturnType<typeof tierReads>;
/** Buys much and pays; buys little; graded D though buying much; comes late; known at the other site. */
let big: string;
let small: string;
let poor: string;
let late: string;
let theirs: string;
/** The first deal of who buys little; an order of that client, and one at a low price. */
let unpaid: string;
let order: string;
let cheap: string;
beforeAll(async () => {
  desk = await openTierDesk();
  reads = tierReads(desk);
  big = await desk.client('2026-05-01');
  small = await desk.client('2026-05-01');
  poor = await desk.client('2026-05-01');
  theirs = await desk.client('2026-05-01', desk.otherSite);
  late = await desk.client('2026-12-01');
  await desk.claim(big, '2026-05-01');
});
afterAll(() => desk.service.stop());

describe('CR-6.01 new clients', () => {
  it('are in a provisional tier, looked at again after a deal, judged after six months, once', async () => {
    expect(await reads.read(big, '2026-05-02')).toMatchObject({
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
    unpaid = await desk.deal(small, '2026-06-10', { yuan: 400_000, paid: false });
    await desk.grade(poor, 'D', '2026-06-20');
    await desk.grade(big, 'A', '2026-06-20');
    await desk.due('2026-06-21');
    expect((await reads.read(big, '2026-06-21'))?.tier).toMatchObject({
      tier: 'A',
      basis: 'PROVISIONAL',
      from: '2026-06-21',
    });
    await desk.due('2026-10-31T23:59:00+08:00');
    expect((await reads.read(big, '2026-10-31'))?.tier).toMatchObject({ basis: 'PROVISIONAL', lapsed: false });
    // By the calendar the provisional tier is over, whether the timer came or not.
    expect((await reads.read(big, '2026-11-01'))?.tier).toMatchObject({ basis: 'PROVISIONAL', lapsed: true });
    await Promise.all([desk.due('2026-11-01'), desk.due('2026-11-01')]);
    expect((await reads.read(big, '2026-11-01'))?.tier).toMatchObject({
      ...{ tier: 'A', basis: 'PROBATION', provisional: false, from: '2026-11-01', validThrough: '2027-03-30' },
      explanation: { outcome: 'A', applied: [{ id: 'CR-6.01' }] },
    });
    expect(await reads.tiersTold(big)).toEqual([
      { tier: 'C', provisional: true, from: '2026-05-01' },
      { tier: 'A', provisional: true, from: '2026-06-21' },
      { tier: 'A', provisional: false, from: '2026-11-01' },
    ]);
  });

  it('are seen in their tier by who may read it: a consultant sees the one of own clients only', async () => {
    expect((await reads.read(big, '2026-11-02', desk.li))?.tier).toMatchObject({ tier: 'A' });
    expect(await reads.read(big, '2026-11-02', desk.zhao)).toBeNull();
    expect(await reads.read(big, '2026-11-02', desk.elsewhere)).toBeNull();
    const blind = { ...desk.manager, grants: { [desk.site]: ['client.readSite'] as const } };
    expect(await reads.read(big, '2026-11-02', blind)).toMatchObject({
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
    const all = await reads.proposed(desk.manager, '2027-03-25');
    expect(all.get(big)).toMatchObject({ proposed: 'A', tier: 'A', neverA: null });
    expect(all.get(small)).toMatchObject({ proposed: 'C' });
    expect(all.get(poor)).toMatchObject({ proposed: 'B', neverA: 'credit-d' });
    expect([...all.keys()].sort()).toEqual([big, small, poor].sort());
    expect([...(await reads.proposed(desk.elsewhere, '2027-03-25')).keys()]).toEqual([theirs]);
  });

  it('heads discuss and correct with a reason; nobody else, and nobody into A who is graded D', async () => {
    const on = (clientId: string, more: object) => ({ year: 2027, clientId, ...more });
    expect(
      await desk.mutate(desk.manager, '2027-03-26', discuss, on(small, { remark: '今年有扩建计划' })),
    ).toMatchObject({
      proposal: { tier: 'C', remarks: [{ remark: '今年有扩建计划', tier: null }] },
    });
    const short = on(small, { tier: 'B', reason: '太短' });
    expect(await desk.outcome(desk.manager, '2027-03-26', correct, short)).toBe('TIER_REMARK_MISSING');
    const why = { tier: 'B', reason: '长期合作，信誉良好' };
    expect(await desk.mutate(desk.head, '2027-03-30T23:59:00+08:00', correct, on(small, why))).toMatchObject({
      proposal: { proposed: 'C', tier: 'B', explanation: { outcome: 'B' }, remarks: [{ tier: null }, { tier: 'B' }] },
    });
    expect(await desk.outcome(desk.head, '2027-03-27', correct, on(poor, { ...why, tier: 'A' }))).toBe('TIER_NEVER_A');
    for (const who of [desk.li, desk.zhao, desk.elsewhere])
      expect(await desk.outcome(who, '2027-03-27', correct, on(big, why))).toBe('NOT_FOUND');
    const [words] = await desk.rows<{ found: boolean }>(
      `SELECT bool_or(t::text LIKE '%扩建%') AS found FROM (SELECT t::text FROM tier_remark t UNION ALL SELECT a::text FROM audit_entry a
       UNION ALL SELECT e::text FROM explanation e) all_of (t)`,
    );
    expect(words).toEqual({ found: false });
  });

  it('is closed on 30 March by a director, not earlier and by nobody less; the rest holds as proposed', async () => {
    const asked = { year: 2027 };
    expect(await desk.outcome(desk.director, '2027-03-29T23:59:00+08:00', close, asked)).toBe('TIER_REVIEW_TOO_EARLY');
    expect(await desk.outcome(desk.head, '2027-03-30', close, asked)).toBe('FORBIDDEN');
    expect((await reads.read(small, '2027-03-31'))?.tier).toMatchObject({
      tier: 'B',
      basis: 'REVIEW',
      from: '2027-03-31',
    });
    expect(await desk.mutate(desk.director, '2027-03-30T18:00:00+08:00', close, asked)).toMatchObject({
      review: { closed: true, effectiveOn: '2027-03-30', explanation: { outcome: 'CLOSED' } },
    });
    const tooLate = { ...asked, clientId: small, tier: 'C', reason: '长期合作，信誉良好' };
    expect(await desk.outcome(desk.head, '2027-03-30T19:00:00+08:00', correct, tooLate)).toBe('TIER_REVIEW_CLOSED');
    expect((await reads.read(small, '2027-03-30'))?.tier).toMatchObject({
      tier: 'B',
      from: '2027-03-30',
      validThrough: '2028-03-30',
    });
    await Promise.all([desk.due('2027-03-31'), desk.due('2027-03-31')]);
    expect(await reads.tiersTold(small)).toContainEqual({ tier: 'B', provisional: false, from: '2027-03-30' });
    expect((await reads.tiersTold(small)).filter(({ from }) => from === '2027-03-30')).toHaveLength(1);
    expect((await reads.read(small, '2027-03-31'))?.tierHistory.edges.map(({ node }) => node)).toEqual([
      { tier: 'B', basis: 'REVIEW' },
      { tier: 'C', basis: 'PROBATION' },
      { tier: 'C', basis: 'PROVISIONAL' },
    ]);
  });

  it('gives no tier for life: without the next review it lapses', async () => {
    expect(await reads.read(big, '2028-03-30')).toMatchObject({
      tier: { tier: 'A', lapsed: false },
      treatment: { tier: 'A' },
    });
    expect(await reads.read(big, '2028-03-31')).toMatchObject({
      tier: { tier: 'A', lapsed: true },
      treatment: { tier: 'C' },
    });
    await desk.due('2027-06-01');
    expect((await reads.read(late, '2027-06-01'))?.tier).toMatchObject({
      basis: 'PROBATION',
      validThrough: '2028-03-30',
    });
  });
});

describe('CR-6.02 orders', () => {
  const on = (clientId: string, orderId: string) => ({ siteId: desk.site, clientId, kind: 'DEAL', orderId });
  const reason = '排期已满，无法交付';
  const when = '2027-04-02';

  it('of an A client are refused by the head of sales or above, with a trace of who tried', async () => {
    const [first, second] = [desk.service.world.newId(), desk.service.world.newId()];
    const asked = { ...on(big, first), reason };
    expect(await desk.outcome(desk.manager, when, refuse, asked)).toBe('ORDER_NEEDS_HEAD_OF_SALES');
    const tried = `SELECT decision FROM audit_entry WHERE action = 'tier.except' AND resource_id = '${big}'`;
    expect(await desk.rows(tried)).toEqual([{ decision: 'refused' }]);
    const answer = await desk.mutate(desk.head, when, refuse, asked);
    expect(answer).toMatchObject({ orderId: first, explanation: { outcome: 'ORDER_REFUSED' } });
    expect(await desk.outcome(desk.manager, when, refuse, { ...on(small, second), reason })).toBe('done');
    expect(await desk.outcome(desk.zhao, when, refuse, asked)).toBe('NOT_FOUND');
    expect(await desk.outcome(desk.elsewhere, when, refuse, asked)).toBe('FORBIDDEN');
  });

  it('of a B client get the treatment of A by another person than asked, as long as the order lives', async () => {
    [order, cheap] = [
      await desk.deal(small, '2027-04-01', { yuan: 4_000_000, paid: false }),
      await desk.deal(small, '2027-04-01', { yuan: 500_000, paid: false }),
    ];
    expect(await desk.outcome(desk.head, when, propose, on(small, order))).toBe('ORDER_PAYMENT_NOT_PROMPT');
    await desk.pay(unpaid, '2027-04-02', 400_000);
    expect(await desk.outcome(desk.head, when, propose, on(small, cheap))).toBe('ORDER_PRICE_TOO_LOW');
    expect(await desk.outcome(desk.head, when, propose, on(big, order))).toBe('NOT_FOUND');
    const asked = await desk.mutate(desk.head, when, propose, on(small, order));
    expect(asked).toMatchObject({
      treatment: { state: 'PROPOSED', inForce: false, explanation: { outcome: 'PROPOSED' } },
    });
    const it = { id: (asked.treatment as { id: string }).id, approve: true };
    expect(await desk.outcome(desk.manager, when, decide, it)).toBe('NOT_FOUND');
    expect(await desk.outcome(desk.head, when, decide, it)).toBe('ORDER_NEEDS_ANOTHER_PERSON');
    const approved = await desk.mutate(desk.director, when, decide, it);
    expect(approved).toMatchObject({
      treatment: { state: 'APPROVED', inForce: true, explanation: { outcome: 'APPROVED' } },
    });
    const slot = { wants: 'hall', from: '2027-04-05T09:00:00+08:00', until: '2027-04-05T10:00:00+08:00', kind: 'DEAL' };
    const wanted = (orderId: string, clientId: string, hour: number) => ({
      ...{ ...slot, orderId, clientId, askedAt: `2027-04-01T0${hour}:00:00+08:00` },
    });
    const orders = [wanted(cheap, small, 1), wanted(order, small, 2), wanted(desk.site, theirs, 0)];
    const ask = (day: string) => desk.at(desk.manager, day).ask(treated, { id: small, orders });
    // A client of the other site is nobody here, and counts as C.
    expect(await ask(when)).toEqual({
      client: { ordersTreatedAsA: [{ orderId: order, inForce: true }] },
      ordersInPriority: [
        { orderId: order, standsAs: 'A' },
        { orderId: cheap, standsAs: 'B' },
        { orderId: desk.site, standsAs: 'C' },
      ],
    });
    const refusing = { ...on(small, order), reason };
    expect(await desk.outcome(desk.manager, when, refuse, refusing)).toBe('ORDER_NEEDS_HEAD_OF_SALES');
    await desk.pay(order, '2027-04-03', 4_000_000);
    expect(await ask('2027-04-03')).toMatchObject({ client: { ordersTreatedAsA: [] } });
  });
});

describe('CR-6.03 VIP clients', () => {
  it('are promised services, sealed, until their last day; care hears of it', async () => {
    const { ids, site } = desk;
    const whom = { siteId: site, clientId: big, carer: 'ACCOUNT_MANAGER', carerId: ids.li };
    const promise = { ...whom, services: ['PRIORITY', 'DISCOUNTS'], promised: '专车接送', until: '2027-06-30' };
    const unknown = { ...promise, carerId: ids.head };
    expect(await desk.outcome(desk.head, '2027-04-02', makeVip, unknown)).toBe('VIP_CARER_UNKNOWN');
    expect(await desk.outcome(desk.manager, '2027-04-02', makeVip, promise)).toBe('FORBIDDEN');
    const shown = {
      carer: 'ACCOUNT_MANAGER',
      promised: '专车接送',
      since: '2027-04-02',
      explanation: { outcome: 'VIP' },
    };
    expect(await desk.mutate(desk.head, '2027-04-02', makeVip, promise)).toMatchObject({ client: { vip: shown } });
    const see = (who: TierDesk['li'], when: string) => desk.at(who, when).ask(vipOf, { id: big, siteId: site });
    expect(await see(desk.li, '2027-06-30')).toEqual({
      client: { vip: { promised: '专车接送', services: ['PRIORITY', 'DISCOUNTS'] } },
      vipClients: { edges: [{ node: { client: { id: big } } }] },
    });
    expect(await see(desk.zhao, '2027-06-30')).toEqual({ client: null, vipClients: { edges: [] } });
    expect(await see(desk.li, '2027-07-01')).toEqual({ client: { vip: null }, vipClients: { edges: [] } });
    await Promise.all([desk.due('2027-07-01'), desk.due('2027-07-01')]);
    const told = `SELECT (data->>'vip')::boolean AS vip FROM outbox WHERE type LIKE '%vip-changed%' ORDER BY data->>'decidedAt'`;
    expect(await desk.rows(told)).toEqual([{ vip: true }, { vip: false }]);
    expect(await desk.rows(`SELECT 1 FROM client_vip v WHERE v::text LIKE '%专车%'`)).toEqual([]);
  });
});

describe('CR-6.05 key clients', () => {
  it('are reported of those whom the asker may read, a merged person once', async () => {
    for (const one of [theirs, big]) await desk.deal(one, '2027-01-10', { siteId: desk.otherSite, yuan: 9_000_000 });
    expect(await reads.keyClients(desk.manager)).toMatchObject({ buyers: 3, sold: { fen: 1_290_000_000 } });
    expect(await reads.keyClients(desk.director)).toMatchObject({ buyers: 4 });
    expect(await reads.keyClients(desk.director, desk.site)).toMatchObject({ buyers: 3, sold: { fen: 1_290_000_000 } });
    const own = { buyers: 1, clients: { edges: [{ node: { client: { id: big } } }] } };
    expect(await reads.keyClients(desk.li)).toMatchObject(own);
    expect(await reads.keyClients(desk.zhao)).toMatchObject({ buyers: 0, clients: { edges: [] } });
    await desk.cancel(cheap, '2027-04-02');
    await desk.rename(order, big, 4_000_000);
    expect(await reads.keyClients(desk.manager)).toMatchObject({ buyers: 3, sold: { fen: 1_240_000_000 } });
    const persons = new Map(['big', 'poor'].map((name) => [name === 'big' ? big : poor, big]));
    await desk.service.world.db.transaction((tx) => writePersons(tx, persons));
    const first = { client: { id: big }, rank: 1, shareBasisPoints: 9_677 };
    expect(await reads.keyClients(desk.manager)).toMatchObject({ buyers: 2, clients: { edges: [{ node: first }] } });
  });
});

describe('CR-6.01 the next year’s review', () => {
  it('is closed by itself with the end of 30 March, and has a merged person once', async () => {
    await desk.due('2028-03-25');
    const reviewed = await desk.rows<{ id: string }>('SELECT client_id AS id FROM tier_proposal WHERE year = 2028');
    expect(reviewed.map(({ id }) => id).sort()).toEqual([big, small, theirs, late].sort());
    await desk.due('2028-03-30T23:59:00+08:00');
    expect(await desk.rows('SELECT closed_by FROM tier_review WHERE year = 2028')).toEqual([{ closed_by: null }]);
    await Promise.all([desk.due('2028-03-31T00:00:00+08:00'), desk.due('2028-03-31T00:00:00+08:00')]);
    expect(await desk.rows('SELECT closed_by, settled FROM tier_review WHERE year = 2028')).toEqual([
      { closed_by: 'system:client-records', settled: true },
    ]);
    const now = { basis: 'REVIEW', from: '2028-03-31', validThrough: '2029-03-30', lapsed: false };
    expect((await reads.read(late, '2028-03-31'))?.tier).toMatchObject(now);
  });
});
