import { randomUUID } from 'node:crypto';
import { instantOf } from '@shouwen/kernel';
import { startDueWork } from '@shouwen/timers';
import type { BenchService } from './benchService.ts';
import { type Figures, figuresOf } from './measure.ts';
import { openTheDay, receiveOne } from './salesReads.ts';
import { type SeededSite, seedSite, today } from './seedMonth.ts';

export type LapseFigures = {
  readonly claims: number;
  readonly seconds: number;
  readonly ended: number;
  readonly events: number;
  /** Receptions meanwhile, and as many before with nothing else going on. */
  readonly receptionsMeanwhile: Figures;
  readonly receptionsBefore: Figures;
};

/** So many claims are over at once, two replicas write that down, and the desk goes on receiving. */
export const measureLapses = async (bench: BenchService, claims: number): Promise<LapseFigures> => {
  const site = await seedSite(bench, 60);
  await openTheDay(bench, site);
  const desk = receptionsAt(bench, site);
  const before = await desk.during(pause(3_000));
  await seedOverdue(bench, site, claims);
  const now = instantOf(today, '12:00');
  const works = (bench.service.dueWork ?? []).filter(({ name }) => name === 'claims.lapse');
  if (works.length === 0) throw new Error('no due work is called claims.lapse');
  const log = { warn: (fields: object, message: string) => console.error(message, fields) };
  const replica = (db: BenchService['secondDatabase']) =>
    startDueWork({ works, db, newId: bench.world.newId, clock: () => now, log, everyMilliseconds: 100 });
  const begun = performance.now();
  const replicas = [replica(bench.world.db), replica(bench.secondDatabase)];
  const meanwhile = await desk.during(allEnded(bench, site));
  const seconds = (performance.now() - begun) / 1000;
  await Promise.all(replicas.map((one) => one.stop()));
  return { claims, seconds, ...(await written(bench, site)), receptionsBefore: before, receptionsMeanwhile: meanwhile };
};

const receptionsAt = (bench: BenchService, site: SeededSite) => {
  let visitors = 0;
  return {
    /** One walk-in after another until then. */
    during: async (end: Promise<void>): Promise<Figures> => {
      const taken: number[] = [];
      let goesOn = true;
      const over = end.finally(() => {
        goesOn = false;
      });
      while (goesOn) {
        visitors += 1;
        const begun = performance.now();
        await receiveOne(bench, site, { at: instantOf(today, '11:00'), key: `walk-in-${visitors}` });
        taken.push(performance.now() - begun);
      }
      await over;
      return figuresOf(taken);
    },
  };
};

/** Claims that were over at the midnight before, at the end of their freshness. */
const seedOverdue = (bench: BenchService, { siteId, consultants }: SeededSite, count: number): Promise<void> =>
  bench.asOwner(async (owner) => {
    await owner.query(
      `INSERT INTO claim (claim_id, site_id, client_id, consultant_id, opened_by, source_id, opened_at, opened_on, window_from,
         valid_through, fresh_through, lapses_at, confirmation, status, opened_why, latest_why)
       SELECT gen_random_uuid(), $1::uuid, gen_random_uuid(), ($2::uuid[])[1 + n % array_length($2::uuid[], 1)], 'visit',
         gen_random_uuid(), $3::date - interval '10 days', $3::date - 10, $3::date - interval '10 days',
         $3::date + 20, $3::date - 1, $3::timestamp AT TIME ZONE 'Asia/Shanghai',
         'not-needed', 'open', $4::uuid, $4::uuid FROM generate_series(1, $5::int) AS n`,
      [siteId, consultants, today, randomUUID(), count],
    );
    await owner.query('VACUUM ANALYZE');
  });

const allEnded = async ({ world }: BenchService, { siteId }: SeededSite): Promise<void> => {
  for (;;) {
    const [row] = (await world.db.read((tx) =>
      tx.query(`SELECT 1 FROM claim WHERE site_id = $1 AND status = 'open' LIMIT 1`, [siteId]),
    )) as unknown[];
    if (row === undefined) return;
    await pause(50);
  }
};

const written = ({ world }: BenchService, { siteId }: SeededSite): Promise<{ ended: number; events: number }> =>
  world.db.read(async (tx) => {
    const [row] = (await tx.query(
      `SELECT (SELECT count(*)::int FROM claim WHERE site_id = $1 AND status = 'ended') AS ended,
         (SELECT count(*)::int FROM outbox WHERE type = 'sales-reception.claim.ended.v1') AS events`,
      [siteId],
    )) as { ended: number; events: number }[];
    return row ?? { ended: 0, events: 0 };
  });

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
