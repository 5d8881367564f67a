import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postEndedV1 } from '@shouwen/contracts';
import { instantOf } from '@shouwen/kernel';
import { recordPurchase } from '../ownership/index.ts';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

/** The rotation and the registers answer alike: a consultant who has left the site can be verified no more. */
describe.each([['one-month'], ['triple-confirmation']] as const)('SR-1.24, SR-3.13 a buyer, %s', (preset) => {
  let desk: RegisterDesk;
  let client: string;
  beforeAll(async () => {
    desk = await openRegisterDesk(preset);
    client = await desk.newClient();
    const { db, newId } = desk.service.world;
    const deal = { dealId: newId(), siteId: desk.siteId, clientId: client, consultantId: desk.li, visitId: null };
    const closed = { closedAt: instantOf('2026-03-20', '10:00'), closedOn: '2026-03-20' };
    await db.transaction((tx) => recordPurchase(tx, { ...deal, ...closed }));
  });
  afterAll(() => desk.service.stop());

  const leaves = async (endedOn: string) => {
    const [post] = await desk.service.world.db.read((tx) =>
      tx.query('SELECT post_id AS "postId" FROM staff_post WHERE staff_id = $1', [desk.li]),
    );
    const ended = { postId: post.postId, staffId: desk.li, siteId: desk.siteId, role: 'consultant', endedOn } as const;
    await desk.service.hear(postEndedV1, ended, instantOf(endedOn, '18:00'));
  };
  const ownerAt = async (when: string) => {
    const owner = await desk.owner(when, client);
    return [owner?.standing, desk.letterOf(owner?.consultant?.id)];
  };
  const visitOf = async (visitId: string) => {
    const rows = await desk.service.world.db.read((tx) =>
      tx.query('SELECT kind, turn IS NOT NULL AS counted FROM visit WHERE visit_id = $1', [visitId]),
    );
    return rows[0];
  };

  it('on the last day of the consultant is theirs, and no turn', async () => {
    await leaves('2026-04-02');
    await desk.openDay('2026-04-02', 'zhao', 'li', 'sun');
    expect(await ownerAt('2026-04-02 09:05')).toEqual(['BUYER', 'li']);
    const visit = await desk.receive('2026-04-02 09:10', client);
    expect([visit.consultantId, await visitOf(visit.visitId)]).toEqual([desk.li, { kind: 'buyer', counted: false }]);
    await desk.mutate('li', '2026-04-02 09:20', 'endReception', { visitId: visit.visitId });
  });

  it('from the day after is as new, a counted turn, and whose who receives and registers them', async () => {
    await desk.openDay('2026-04-03', 'zhao', 'sun');
    expect(await ownerAt('2026-04-03 09:05')).toEqual(['BUYER', null]);
    const visit = await desk.receive('2026-04-03 09:10', client);
    expect([visit.consultantId, await visitOf(visit.visitId)]).toEqual([desk.zhao, { kind: 'buyer', counted: true }]);
    await desk.register('2026-04-03 09:20', visit);
    await desk.mutate('zhao', '2026-04-03 09:30', 'endReception', { visitId: visit.visitId });
    await desk.confirm('2026-04-03');
    expect(await ownerAt('2026-04-04 09:05')).toEqual(['OWNED', 'zhao']);
    const again = await desk.receive('2026-04-04 08:30', client, { onSite: [desk.zhao], asksFor: 'OWN_CONSULTANT' });
    expect([again.consultantId, await visitOf(again.visitId)]).toEqual([
      desk.zhao,
      { kind: 'returning', counted: false },
    ]);
  });
});
