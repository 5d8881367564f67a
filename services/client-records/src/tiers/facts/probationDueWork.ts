import type { Tx } from '@shouwen/database';
import { addDays, type PolicyVersion, siteDate } from '@shouwen/kernel';
import type { DueWork, DueWorkDeps } from '@shouwen/timers';
import { recordsPolicyAt, type TierParams } from '../../policies/index.ts';
import { judgedThrough, yearBefore } from '../review/reviewCalendar.ts';
import { type NewSpan, putIntoTiers, saveReasons } from '../spanStore.ts';
import { factsOf } from './factQueries.ts';
import {
  type DueProbation,
  markJudged,
  markLookedAt,
  provisionalTiers,
  takeDueProbations,
  takeProbationsToLookAt,
} from './probationStore.ts';
import { type Proposal, proposeTier } from './proposeTier.decision.ts';

type Deps = Pick<DueWorkDeps, 'newId'>;
type Judging = { readonly now: Date; readonly policy: PolicyVersion<TierParams>; readonly through: string };

/** What the first months give, person by person; a record merged into another is judged with that one (CR-1.05). */
const judge = async (tx: Tx, due: readonly DueProbation[], { now, policy, through }: Judging) => {
  const standing = due.filter(({ isMerged }) => !isMerged);
  const matureBy = addDays(through, 1 - policy.params['tier.paymentDays']);
  const { from } = yearBefore(addDays(through, 1));
  const facts = await factsOf(tx, { clientIds: standing.map(({ clientId }) => clientId), from, through, matureBy });
  return facts.map((one) => ({ clientId: one.clientId, ...proposeTier(one, now, policy) }));
};

type Judged = Proposal & { readonly clientId: string };

const write = async (
  tx: Tx,
  judged: readonly Judged[],
  spanOf: (one: Judged) => Pick<NewSpan, 'basis' | 'fromOn' | 'validThrough' | 'decidedAt'>,
  { newId }: Deps,
): Promise<void> => {
  const reasons = judged.map((one) => ({ ...one, id: newId() }));
  await saveReasons(tx, reasons);
  const spans = reasons.map((one) => {
    const { clientId, tier, id: explanationId } = one;
    return { clientId, tier, explanationId, spanId: newId(), year: null, ...spanOf(one) };
  });
  await putIntoTiers(tx, spans, newId);
};

/** CR-6.01: after the first months a client is judged, and stays in that tier until the next review. */
const judgeNewClients = async (tx: Tx, deps: Deps, now: Date): Promise<number> => {
  const today = siteDate(now);
  const due = await takeDueProbations(tx, today, 50);
  if (due.length === 0) return 0;
  const policy = await recordsPolicyAt(tx, null, now);
  const judged = await judge(tx, due, { now, policy, through: addDays(today, -1) });
  const validThrough = judgedThrough(today, policy.params);
  await write(tx, judged, () => ({ basis: 'probation', fromOn: today, validThrough, decidedAt: now }), deps);
  await markJudged(
    tx,
    due.map(({ clientId }) => clientId),
  );
  return due.length;
};

/** CR-6.01: each deal of the first months is a reason to look at the provisional tier again [S3.8 §5.1.2 d]. */
const lookAgain = async (tx: Tx, deps: Deps, now: Date): Promise<number> => {
  const today = siteDate(now);
  const due = await takeProbationsToLookAt(tx, today, 50);
  if (due.length === 0) return 0;
  const policy = await recordsPolicyAt(tx, null, now);
  const ids = due.map(({ clientId }) => clientId);
  const before = await provisionalTiers(tx, ids);
  const judged = await judge(tx, due, { now, policy, through: today });
  const changed = judged.filter(({ clientId, tier }) => before.get(clientId) !== tier);
  const ends = new Map(due.map(({ clientId, judgeOn }) => [clientId, addDays(judgeOn, -1)]));
  const span = ({ clientId }: Judged) =>
    ({ basis: 'provisional', fromOn: today, validThrough: ends.get(clientId) ?? today, decidedAt: now }) as const;
  await write(tx, changed, span, deps);
  await markLookedAt(tx, ids);
  return due.length;
};

/** A client is the company's: where a single site is asked for alone, as in a rehearsal, nothing is due. */
export const companyWork = (name: string, work: (tx: Tx, deps: Deps, now: Date) => Promise<number>): DueWork => ({
  name,
  batch: ({ db, newId }, { now, siteId }) =>
    siteId === null ? db.transaction((tx) => work(tx, { newId }, now)) : Promise.resolve(0),
});

export const probationDueWork: readonly DueWork[] = [
  companyWork('tiers.lookAgain', lookAgain),
  companyWork('tiers.judgeNewClients', judgeNewClients),
];
