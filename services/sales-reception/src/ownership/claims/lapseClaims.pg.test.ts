import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reasoning, text } from '@shouwen/kernel';
import { openRegisterDesk, type RegisterDesk } from '../../registers/registerFixture.ts';
import { lapseClaims, standingFor, transferClaim } from '../index.ts';
import { at } from '../ownershipFixture.ts';

type ClaimAsStored = {
  readonly status: string;
  readonly ended_at: Date | null;
  readonly end_reason: string | null;
  readonly warned_at: Date | null;
};

describe('SR-3.02, SR-3.05 claims lapse by themselves', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const only = (...onSite: string[]) => ({ onSite });
  const world = () => desk.service.world;
  const due = (when: Date) => desk.service.doDue(when, desk.siteId);
  const claimsOf = (clientId: string): Promise<ClaimAsStored[]> =>
    world().db.read((tx) =>
      tx.query('SELECT status, ended_at, end_reason, warned_at FROM claim WHERE client_id = $1 ORDER BY opened_at', [
        clientId,
      ]),
    );
  const told = (clientId: string, type: string): Promise<{ data: Record<string, unknown>; occurred_at: Date }[]> =>
    world().db.read((tx) =>
      tx.query(
        `SELECT data, occurred_at FROM outbox WHERE type = $2
           AND aggregate_id IN (SELECT claim_id::text FROM claim WHERE client_id = $1) ORDER BY position`,
        [clientId, `sales-reception.claim.${type}.v1`],
      ),
    );

  it('at the instant of the calendar, whenever the timer runs: received on the 1st, over on the 11th at 00:00', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-06-01 08:30', client, only(desk.li));
    expect((await due(at('2026-06-10', '23:59:59')))['claims.lapse']).toBe(0);
    expect((await due(at('2026-06-14', '03:00')))['claims.lapse']).toBe(1);
    const lapsedAt = at('2026-06-11', '00:00');
    expect(await claimsOf(client)).toMatchObject([
      { status: 'ended', ended_at: lapsedAt, end_reason: 'freshness-over' },
    ]);
    expect(await told(client, 'ended')).toMatchObject([
      { occurred_at: lapsedAt, data: { endedOn: '2026-06-11', rules: ['SR-3.02'] } },
    ]);
    expect((await due(at('2026-06-14', '03:00')))['claims.lapse']).toBe(0);
  });

  it('at the very instant, not a moment before', async () => {
    const client = await desk.newClient();
    await desk.visit('2028-02-19 08:30', client, only(desk.li));
    expect((await due(new Date(at('2028-02-29', '00:00').getTime() - 1)))['claims.lapse']).toBe(0);
    expect((await due(at('2028-02-29', '00:00')))['claims.lapse']).toBe(1);
  });

  it('each once with two replicas at once, and none is left', async () => {
    const clients = await Promise.all(Array.from({ length: 12 }, () => desk.newClient()));
    for (const client of clients) await desk.visit('2026-08-01 08:30', client, only(desk.li));
    const runs = await Promise.all([1, 2, 3].map(() => due(at('2026-08-11'))));
    await due(at('2026-08-11'));
    expect(runs.reduce((sum, run) => sum + (run['claims.lapse'] ?? 0), 0)).toBeLessThanOrEqual(12);
    for (const client of clients) {
      expect(await claimsOf(client)).toMatchObject([{ status: 'ended' }]);
      expect(await told(client, 'ended')).toHaveLength(1);
    }
  });

  it('a transaction that dies leaves them due', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-09-01 08:30', client, only(desk.li));
    const dying = {
      ...world(),
      db: {
        ...world().db,
        transaction: <T>(work: (tx: never) => Promise<T>) =>
          world().db.transaction(async (tx) => {
            await work(tx as never);
            throw new Error('killed before the commit');
          }),
      },
    };
    const now = at('2026-09-11');
    await expect(lapseClaims.batch(dying as never, { now, siteId: desk.siteId })).rejects.toThrow(/killed/);
    expect(await claimsOf(client)).toMatchObject([{ status: 'open' }]);
    expect(await told(client, 'ended')).toEqual([]);
    expect((await due(now))['claims.lapse']).toBe(1);
    expect(await told(client, 'ended')).toHaveLength(1);
  });

  it('waits for no command, and no command for it: what a command holds is left for the next look', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-10-01 08:30', client, only(desk.li));
    const now = at('2026-10-11', '10:00');
    await world().db.transaction(async (tx) => {
      await transferClaim(tx, {
        siteId: desk.siteId,
        clientId: client,
        to: desk.zhao,
        reason: 'transferred',
        rules: ['SR-7.05'],
        explanation: reasoning(now).apply('SR-7.05').explain('TRANSFERRED', text('换人', 'another')),
        sourceId: world().newId(),
        window: 'anew',
        sharing: null,
        at: now,
        newId: world().newId,
      });
      expect((await due(now))['claims.lapse']).toBe(0);
    });
    expect((await claimsOf(client)).map(({ status }) => status)).toEqual(['ended', 'open']);
    const standing = await world().db.read((tx) => standingFor(tx, { siteId: desk.siteId, clientId: client, now }));
    expect(standing).toMatchObject({ kind: 'OWNED', claim: { consultantId: desk.zhao } });
  });

  describe('the owner is warned', () => {
    const warnings = async (client: string) => (await told(client, 'lapse-warned')).map(({ data }) => data.lapsesOn);

    it('one day ahead, once for each day on which the claim would lapse', async () => {
      const client = await desk.newClient();
      await desk.visit('2026-06-21 08:30', client, only(desk.li));
      await due(at('2026-06-29', '23:59:59'));
      expect(await warnings(client)).toEqual([]);
      await due(at('2026-06-30', '00:00'));
      await due(at('2026-06-30', '10:00'));
      expect(await warnings(client)).toEqual(['2026-07-01']);
      await desk.followUp('2026-06-30', client, 'li');
      await due(at('2026-07-08', '23:59:59'));
      expect(await warnings(client)).toEqual(['2026-07-01']);
      await desk.followUp('2026-07-08', client, 'li');
      await due(at('2026-07-17', '09:00'));
      expect(await warnings(client)).toEqual(['2026-07-01', '2026-07-18']);
      expect(await claimsOf(client)).toMatchObject([{ status: 'open', warned_at: at('2026-07-17', '09:00') }]);
    });

    it('a follow-up that does not move the day warns of nothing again', async () => {
      const client = await desk.newClient();
      await desk.visit('2026-11-01 08:30', client, only(desk.li));
      for (const day of ['2026-11-09', '2026-11-18', '2026-11-25']) await desk.followUp(day, client, 'li');
      await due(at('2026-11-30', '00:00'));
      expect(await warnings(client)).toEqual(['2026-12-01']);
      expect((await desk.followUp('2026-11-30 10:00', client, 'li')).effect).toBe('RENEWED');
      await due(at('2026-11-30', '11:00'));
      expect(await warnings(client)).toEqual(['2026-12-01']);
    });

    it('who is, and when they were told, is read over the graph: the own ones by a consultant', async () => {
      const client = await desk.newClient();
      await desk.visit('2027-01-01 08:30', client, only(desk.zhao));
      await due(at('2027-01-10', '00:00'));
      const asked = `query ($siteId: ID!, $consultantId: ID) { lapsingClaims(siteId: $siteId, consultantId: $consultantId) {
        client { id } lapsesAt warnedAt endedBecause { outcome } } }`;
      const seen = async (who: string, when: string, consultantId: string | null = null) =>
        (
          await desk
            .as(who, when)
            .ask<{ lapsingClaims: { client: { id: string } }[] }>(asked, { siteId: desk.siteId, consultantId })
        ).lapsingClaims;
      const one = {
        client: { id: client },
        lapsesAt: '2027-01-10T16:00:00.000Z',
        warnedAt: '2027-01-09T16:00:00.000Z',
      };
      expect(await seen('zhao', '2027-01-10 23:59')).toEqual([{ ...one, endedBecause: null }]);
      expect(await seen('manager', '2027-01-10 23:59')).toHaveLength(1);
      expect(await seen('li', '2027-01-10 23:59')).toEqual([]);
      expect(await seen('li', '2027-01-10 23:59', desk.zhao)).toEqual([]);
      expect(await seen('zhao', '2027-01-09 23:59')).toEqual([]);
      expect(await seen('zhao', '2027-01-11 00:00')).toEqual([]);
    });

    it('never of what has lapsed meanwhile', async () => {
      const client = await desk.newClient();
      await desk.visit('2026-12-01 08:30', client, only(desk.li));
      await due(at('2026-12-11', '00:00'));
      expect(await warnings(client)).toEqual([]);
      expect(await claimsOf(client)).toMatchObject([{ status: 'ended', warned_at: null }]);
    });
  });
});
