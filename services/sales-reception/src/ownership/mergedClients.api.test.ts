import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientMergedV1, clientUnmergedV1, type DataOf } from '@shouwen/contracts';
import { instantOf } from '@shouwen/kernel';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

const history = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client {
  ownershipHistory { consultant { id } client { id } endReason } } } }`;
const at = instantOf('2026-03-06', '08:00');
const own = { asksFor: 'OWN_CONSULTANT' };

let desk: RegisterDesk;
type Merge = Omit<DataOf<typeof clientMergedV1>, 'mergedAt'>;
const mergeOf = (survivingId: string, mergedId: string): Merge => ({
  mergeId: desk.service.world.newId(),
  survivingId,
  mergedId,
});
const merged = (merge: Merge) => desk.service.hear(clientMergedV1, { ...merge, mergedAt: at.toISOString() }, at);
const unmerged = (merge: Merge) => desk.service.hear(clientUnmergedV1, { ...merge, unmergedAt: at.toISOString() }, at);
const consultantOf = async (when: string, client: string) => (await desk.owner(when, client))?.consultant?.id ?? null;
const claimsOf = async (client: string) =>
  (
    await desk
      .as('manager', '2026-03-31')
      .ask<{ _entities: [{ ownershipHistory: { consultant: { id: string }; endReason: string | null }[] }] }>(history, {
        id: client,
      })
  )._entities[0].ownershipHistory.map(({ consultant, endReason }) => [consultant.id, endReason]);

beforeAll(async () => {
  desk = await openRegisterDesk('one-month');
});
afterAll(() => desk.service.stop());

/** One person with two records: Li received and registered the one of them. */
const twoRecords = async () => {
  const [known, other] = [await desk.newClient(), await desk.newClient()];
  await desk.visit('2026-03-05 08:30', known, { onSite: [desk.li] });
  await desk.confirm('2026-03-05');
  return { known, other };
};

describe.each([
  ['the one that survives is the new one', true],
  ['the one that survives is the known one', false],
])('CR-1.05 at the desk the person of two records is no stranger; %s', (_, newOneSurvives) => {
  it('under either id the client is the consultant’s, until it is undone', async () => {
    const { known, other } = await twoRecords();
    const merge = newOneSurvives ? mergeOf(other, known) : mergeOf(known, other);
    expect(await desk.owner('2026-03-06 08:00', other)).toBeNull();
    await merged(merge);
    for (const client of [known, other]) {
      expect(await consultantOf('2026-03-06 08:00', client)).toBe(desk.li);
      expect(await claimsOf(client)).toEqual([[desk.li, null]]);
    }
    const visit = await desk.receive('2026-03-06 08:30', other, { ...own, onSite: [desk.zhao, desk.li] });
    expect(visit.consultantId).toBe(desk.li);
    await desk.mutate('li', '2026-03-06 08:50', 'endReception', { visitId: visit.visitId });
    await unmerged(merge);
    expect(await desk.owner('2026-03-06 09:00', other)).toBeNull();
    expect(await consultantOf('2026-03-06 09:00', known)).toBe(desk.li);
  });
});

describe('CR-1.05 the news of merges may come twice, late and in the wrong order', () => {
  it('twice, it changes nothing; undone before it was heard of, it does not count', async () => {
    const { known, other } = await twoRecords();
    const [first, second] = [mergeOf(other, known), mergeOf(other, known)];
    await unmerged(first);
    await merged(first);
    expect(await desk.owner('2026-03-06 08:00', other)).toBeNull();
    for (const __ of [1, 2]) await merged(second);
    await unmerged(first);
    expect(await consultantOf('2026-03-06 08:00', other)).toBe(desk.li);
    for (const __ of [1, 2]) await unmerged(second);
    await merged(second);
    expect(await desk.owner('2026-03-06 08:00', other)).toBeNull();
  });

  it('a chain is one person, whichever link is heard of first, and undoing the middle parts it there', async () => {
    const { known, other } = await twoRecords();
    const third = await desk.newClient();
    const [inner, outer] = [mergeOf(other, known), mergeOf(third, other)];
    await merged(outer);
    expect(await desk.owner('2026-03-06 08:00', third)).toBeNull();
    await merged(inner);
    for (const client of [known, other, third]) expect(await consultantOf('2026-03-06 08:00', client)).toBe(desk.li);
    await unmerged(outer);
    expect([await desk.owner('2026-03-06 08:00', third), await consultantOf('2026-03-06 08:00', other)]).toEqual([
      null,
      desk.li,
    ]);
  });
});

describe('CR-1.05, SR-3.06 two consultants had a record each', () => {
  it('the earlier registration counts, and of a new one nobody is left over (I16)', async () => {
    const { known, other } = await twoRecords();
    await desk.visit('2026-03-06 08:30', other, { onSite: [desk.zhao] });
    await desk.confirm('2026-03-06');
    const merge = mergeOf(other, known);
    await merged(merge);
    for (const client of [known, other]) expect(await consultantOf('2026-03-07 08:00', client)).toBe(desk.li);
    // Nobody is remembered: the next in turn has the client, and both claims are over.
    const again = await desk.visit('2026-03-09 08:30', other, { remark: 'FORGOT_WHOM', onSite: [desk.who.sun] });
    expect(await consultantOf('2026-03-09 10:00', known)).toBe(again.consultantId);
    expect(await claimsOf(known)).toEqual([
      [desk.li, 'received-as-new'],
      [desk.zhao, 'received-as-new'],
      [desk.who.sun, null],
    ]);
  });
});
