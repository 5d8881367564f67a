import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegisterDesk, type RegisterDesk } from '../../registers/registerFixture.ts';
import { attributionFor, lapseClaims, openClaim, standingFor } from '../index.ts';
import { at } from '../ownershipFixture.ts';

describe('claims in the database', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const world = () => desk.service.world;
  const visitBy = (receiverId: string, clientId: string, receivedAt: Date, forgotWhom = false) => ({
    visit: {
      visitId: world().newId(),
      siteId: desk.siteId,
      clientId,
      receiverId,
      actingFor: null,
      receivedAt,
      forgotWhom,
      kind: 'client' as const,
    },
    registeredAt: receivedAt,
    inPublicRegister: true,
    clientSays: null,
    newId: world().newId,
  });
  const opened = (receiverId: string, clientId: string, receivedAt: Date, forgotWhom = false) =>
    world().db.transaction((tx) => openClaim(tx, visitBy(receiverId, clientId, receivedAt, forgotWhom)));
  const claimsOf = (clientId: string): Promise<Record<string, unknown>[]> =>
    world().db.read((tx) =>
      tx.query(
        'SELECT consultant_id, status, end_reason, ended_on FROM claim WHERE client_id = $1 ORDER BY opened_at',
        [clientId],
      ),
    );
  const toldOf = (clientId: string): Promise<{ type: string; data: Record<string, unknown> }[]> =>
    world().db.read((tx) =>
      tx.query(
        `SELECT type, data FROM outbox WHERE aggregate_id IN (SELECT claim_id::text FROM claim WHERE client_id = $1)
         ORDER BY occurred_at, aggregate_version`,
        [clientId],
      ),
    );

  it('I16: twenty registrations of one client at once leave one open claim', async () => {
    const client = await desk.newClient();
    const consultants = [desk.li, desk.zhao, desk.who.sun as string];
    const rush = Array.from({ length: 20 }, (_, index) =>
      opened(
        consultants[index % 3] as string,
        client,
        new Date(at('2026-04-03').getTime() + index * 1000),
        index % 2 === 0,
      ),
    );
    const settled = await Promise.allSettled(rush);
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
    const open = (await claimsOf(client)).filter(({ status }) => status === 'open');
    expect(open).toHaveLength(1);
  });

  it('I16: the index refuses a second open claim even where nobody decided', async () => {
    const client = await desk.newClient();
    await opened(desk.li, client, at('2026-04-03'));
    const copy = world().db.transaction((tx) =>
      tx.query(
        `INSERT INTO claim SELECT (jsonb_populate_record(c, jsonb_build_object('claim_id', $2::text))).* FROM claim c WHERE client_id = $1`,
        [client, world().newId()],
      ),
    );
    await expect(copy).rejects.toThrow(/one_open_claim/);
  });

  it('SR-3.02 the job writes down on its day what the calendar did, once, and changes no answer', async () => {
    const client = await desk.newClient();
    await opened(desk.li, client, at('2026-05-01'));
    const asked = { siteId: desk.siteId, clientId: client, now: at('2026-05-20') };
    const before = await world().db.read((tx) => standingFor(tx, asked));
    expect(before).toMatchObject({ kind: 'LAPSED', lapsedOn: '2026-05-11' });
    const run = (now: Date) => lapseClaims.batch(world(), { siteId: desk.siteId, now });
    await run(at('2026-05-10', '23:59:59'));
    expect(await claimsOf(client)).toMatchObject([{ status: 'open' }]);
    const [first, second] = await Promise.all([run(at('2026-05-20')), run(at('2026-05-20'))]);
    expect(first + second).toBeGreaterThanOrEqual(1);
    expect(await claimsOf(client)).toMatchObject([
      { status: 'ended', end_reason: 'freshness-over', ended_on: '2026-05-11' },
    ]);
    const after = await world().db.read((tx) => standingFor(tx, asked));
    expect(after).toMatchObject({ kind: 'LAPSED', lapsedOn: '2026-05-11', rule: 'SR-3.02' });
    expect(await run(at('2026-05-20'))).toBe(0);
    expect((await toldOf(client)).filter(({ type }) => type.endsWith('claim.ended.v1'))).toMatchObject([
      { data: { endedOn: '2026-05-11', reason: 'freshness-over', rules: ['SR-3.02'], consultantId: desk.li } },
    ]);
  });

  it('a new claim ends the lapsed one on its day although no job has run', async () => {
    const client = await desk.newClient();
    await opened(desk.li, client, at('2026-05-01'));
    await opened(desk.zhao, client, at('2026-06-15'));
    expect(await claimsOf(client)).toMatchObject([
      { consultant_id: desk.li, status: 'ended', end_reason: 'freshness-over', ended_on: '2026-05-11' },
      { consultant_id: desk.zhao, status: 'open' },
    ]);
    const told = (await toldOf(client)).map(({ type }) => type.split('.').slice(1, 3).join(' '));
    expect(told.sort()).toEqual(['claim ended', 'claim opened', 'claim opened']);
  });

  it('SR-3.09, SR-3.11: who shares a deal is asked of the instant at which it closes', async () => {
    const client = await desk.newClient();
    await opened(desk.li, client, at('2026-04-03'));
    await opened(desk.zhao, client, at('2026-04-07'), true);
    const sharesAt = async (closedAt: Date) => {
      const asked = { siteId: desk.siteId, clientId: client, visitId: null, closedAt };
      return (await world().db.read((tx) => attributionFor(tx, asked))).consultants;
    };
    expect(await sharesAt(at('2026-04-06'))).toEqual([{ staffId: desk.li, parts: 100, role: 'owner' }]);
    expect(await sharesAt(at('2026-04-08'))).toEqual([{ staffId: desk.zhao, parts: 100, role: 'owner' }]);
    expect(await sharesAt(at('2026-07-01'))).toEqual([]);
  });
});
