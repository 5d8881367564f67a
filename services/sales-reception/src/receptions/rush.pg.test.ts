import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessMigrations } from '@shouwen/access';
import { type Database, isUniqueViolation, openDatabase, type Tx } from '@shouwen/database';
import { instantOf, policyAt } from '@shouwen/kernel';
import { messagingMigrations } from '@shouwen/messaging';
import { staffViewer, testDatabase } from '@shouwen/testing';
import { ownershipMigrations } from '../ownership/index.ts';
import { adoptPreset, policyMigrations, sitePoliciesOf } from '../policies/index.ts';
import { projectionMigrations, savePost } from '../projections/index.ts';
import { evolveAll } from '../rotation/evolveRotation.ts';
import { nextTurn, type ReceptionContext, rotationMigrations } from '../rotation/index.ts';
import { openRotation } from '../rotation/openRotation.ts';
import { readRotation } from '../rotation/rotationStore.ts';
import { type ReceiveVisitor, receiveVisitor } from './receiveVisitor.ts';
import { receptionMigrations } from './receptionMigrations.ts';

const walkIns = 500;
const consultants = 7;
const naive = 10;
const newId = () => randomUUID();
const now = instantOf('2026-03-10', '10:00');
const aWalkIn = (siteId: string): ReceiveVisitor => ({
  idempotencyKey: newId(),
  siteId,
  clientId: null,
  asksFor: { kind: 'nobody' },
  remark: null,
  related: null,
  partySize: 1,
  assignedTo: null,
  announced: false,
  byAppointment: false,
  onSite: null,
  cameInAt: null,
  ownerConsents: null,
});

describe('F25: 500 walk-ins at once on one rotation, pool of 20', () => {
  let db: Database;
  beforeAll(async () => {
    const migrations = [
      ...messagingMigrations,
      ...accessMigrations,
      ...policyMigrations,
      ...projectionMigrations,
      ...ownershipMigrations,
      ...rotationMigrations,
      ...receptionMigrations,
    ];
    const { appUrl } = await testDatabase({ service: 'sales-reception', migrations });
    db = await openDatabase({ url: appUrl, entities: [], applicationName: 'rush', poolSize: 20 });
  });
  afterAll(() => db.close());

  /** A site whose rotation is open. */
  const openSite = async (): Promise<{ siteId: string; context: ReceptionContext }> => {
    const siteId = newId();
    const staff = Array.from({ length: consultants }, newId);
    await db.transaction(async (tx) => {
      const opened = { siteId, preset: 'triple-confirmation', timeZone: 'Asia/Shanghai', newId };
      await adoptPreset(tx, { ...opened, effectiveFrom: new Date('2026-01-01T00:00:00+08:00'), at: now });
      for (const [rosterOrder, staffId] of staff.entries()) {
        const post = {
          postId: newId(),
          staffId,
          siteId,
          role: 'consultant',
          from: '2026-01-01',
          to: null,
          rosterOrder,
        };
        await savePost(tx, post);
      }
    });
    const viewer = staffViewer(newId(), { [siteId]: ['rotation.open', 'reception.receive'] });
    const context = { db, viewer, now, newId };
    const roster = staff.map((consultantId) => ({ consultantId, fullDay: true, checkedIn: true }));
    const day = await openRotation(
      { ...context, now: instantOf('2026-03-10', '09:00') },
      { idempotencyKey: newId(), siteId, roster },
    );
    expect(day.outcome).toBe('accepted');
    return { siteId, context };
  };

  it('everyone has one consultant, positions are distinct without a gap, counts differ by at most one', async () => {
    const { siteId, context } = await openSite();
    const answers = await Promise.all(Array.from({ length: walkIns }, () => receiveVisitor(context, aWalkIn(siteId))));
    expect(answers.filter((answer) => answer.outcome !== 'accepted')).toEqual([]);
    const rows = (await db.read((tx) =>
      tx.query('SELECT consultant_id AS who, turn_position AS place, status FROM visit WHERE site_id = $1', [siteId]),
    )) as { who: string; place: number; status: string }[];
    expect(rows.map((row) => row.place).sort((a, b) => a - b)).toEqual(
      Array.from({ length: walkIns }, (_, i) => i + 1),
    );
    const counts = rows.reduce((sums, { who }) => sums.set(who, (sums.get(who) ?? 0) + 1), new Map<string, number>());
    expect(counts.size).toBe(consultants);
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
    expect(rows.filter((row) => row.status === 'receiving')).toHaveLength(consultants);
  });

  it('negative control: whoever reads without the lock takes turns twice, and only the last wall stops it', async () => {
    const { siteId } = await openSite();
    // Fewer than the pool has connections, and nobody writes before all have read: so it fails whatever the machine is doing.
    const everybodyHasRead = meetingOf(naive);
    const results = await Promise.allSettled(
      Array.from({ length: naive }, () => db.transaction((tx) => naiveTurn(tx, siteId, everybodyHasRead))),
    );
    const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(failed).toHaveLength(naive - 1);
    expect(failed.filter((error) => !isUniqueViolation(error, 'one_turn_per_position'))).toEqual([]);
  });
});

/** Where so many meet: each waits until all are there. */
const meetingOf = (count: number): (() => Promise<void>) => {
  let missing = count;
  let open = () => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return all;
  };
};

/** Reads the rotation, takes the next turn and writes both, without a lock and without a version. */
const naiveTurn = async (tx: Tx, siteId: string, everybodyHasRead: () => Promise<void>): Promise<void> => {
  const site = await sitePoliciesOf(tx, siteId);
  const rotation = await readRotation(tx, siteId);
  await everybodyHasRead();
  const next = nextTurn(rotation, { at: now, time: '10:00' }, policyAt(site.versions, now).params);
  if (!next) throw new Error('nobody');
  const { consultantId, turn } = next;
  const position = rotation.nextPosition;
  const taken = { type: 'TurnTaken', consultantId, visitId: newId(), position, turn, at: now } as const;
  await tx.query(
    `INSERT INTO rotation_log (site_id, day, at, kind, consultant_id, turn_position, event, actor, explanation_id)
     VALUES ($1, '2026-03-10', $2, 'TurnTaken', $3, $4, $5, 'naive', $6)`,
    [siteId, now, consultantId, position, JSON.stringify(taken), newId()],
  );
  const state = JSON.stringify(evolveAll(rotation, [taken]));
  await tx.query('UPDATE rotation SET state = $2 WHERE site_id = $1', [siteId, state]);
};
