import { systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, type RuleId, reasoning, text } from '@shouwen/kernel';
import type { Fine } from '../fine.ts';
import { attendanceFinesOf, changeFine, insertFine, type PersonAtSite, sameActFines } from '../fineStore.ts';
import { keepReasons, keepStep, type SanctionAct } from './keepStep.ts';
import { supersedeAll } from './proposeFine.ts';
import { tellConfirmed } from './tellConfirmed.ts';

/** What FI-4 computes for one lateness, early leaving or absence. */
export type Penalty = {
  readonly deviationId: string;
  readonly code: RuleId;
  readonly amountFen: number;
  readonly payHalfDays: number;
  readonly payFen: number | null;
  /** Brings a proposal of dismissal. */
  readonly grave: boolean;
  readonly explanation: Explanation;
};

/** A penalty with the day and the clerk of its deviation. */
export type NewPenalty = Penalty & {
  readonly occurredAt: Date;
  readonly occurredOn: string;
  readonly recordedBy: string;
};

export type MonthOfPenalties = PersonAtSite & {
  /** The first and the last day of the month. */
  readonly from: string;
  readonly through: string;
  readonly penalties: readonly NewPenalty[];
};

type Context = { readonly now: Date; readonly newId: () => string };

/**
 * FI-4: makes the fines of a person's month what was computed for it. New ones are proposed like any other fine. What is not deducted
 * yet follows: less stays as it is confirmed, more has to be confirmed anew. What is excused is withdrawn. What is deducted, taken
 * back by a manager or lifted by a ruling stays so. The caller has locked the person's fines.
 */
export const keepMonth = async (tx: Tx, { penalties, ...month }: MonthOfPenalties, context: Context): Promise<void> => {
  const act: SanctionAct = { ...context, viewer: systemViewer('finance') };
  const kept = await attendanceFinesOf(tx, month);
  const open = kept.filter(({ state }) => ['proposed', 'confirmed', 'contested'].includes(state));
  for (const fine of open) {
    const penalty = penalties.find(({ deviationId }) => deviationId === fine.deviationId);
    if (!penalty) await excuse(tx, act, fine);
    else if (!isSame(fine, penalty)) await amend(tx, act, { fine, penalty });
  }
  const fresh = penalties.filter(({ deviationId }) => !kept.some((fine) => fine.deviationId === deviationId));
  for (const penalty of fresh) await propose(tx, act, { ...month, penalty });
};

const propose = async (
  tx: Tx,
  act: SanctionAct,
  { siteId, staffId, penalty }: PersonAtSite & { readonly penalty: NewPenalty },
): Promise<void> => {
  const { explanation, amountFen, recordedBy: reportedBy, ...about } = penalty;
  const fine = { id: act.newId(), siteId, staffId };
  const explanationId = await keepReasons(tx, act, { fine, explanation });
  // One act, one code: the absence instead of leave without approval (V-14), as long as that is only proposed.
  const act14 = { ...fine, violationId: null, subject: null, occurredOn: penalty.occurredOn, supersedes: [] };
  const others = penalty.code === 'FI-4.03' ? await sameActFines(tx, act14) : [];
  const general = others.filter(({ code, state }) => code === 'V-14' && state === 'proposed');
  await supersedeAll(tx, act, { fines: general, explanation });
  const limits = { basis: 'fixed', leastFen: amountFen, mostFen: amountFen } as const;
  const none = { violationId: null, subject: null, dealId: null, proposedBy: null };
  const whose = { ...fine, ...about, ...limits, ...none, kind: 'attendance', occurrences: 1 } as const;
  await insertFine(tx, { ...whose, reportedBy, proposedAt: act.now, explanationId });
  await keepStep(tx, act, { fine, step: 'proposed', amountFen, reason: null, explanationId });
};

const amend = async (
  tx: Tx,
  act: SanctionAct,
  { fine, penalty }: { readonly fine: Fine; readonly penalty: Penalty },
): Promise<void> => {
  const { code, amountFen, payHalfDays, payFen, grave, explanation } = penalty;
  const explanationId = await keepReasons(tx, act, { fine, explanation });
  const anew = fine.state !== 'proposed' && isMore(fine, penalty);
  const unconfirmed = { confirmedBy: null, confirmedAt: null, ruledBy: null, ruledAt: null, effects: [] };
  const effects = grave ? fine.effects : [];
  await changeFine(tx, fine, {
    ...{ code, grave, payHalfDays, payFen, explanationId, leastFen: amountFen, mostFen: amountFen },
    ...(anew ? { ...unconfirmed, state: 'proposed', amountFen: null } : {}),
    ...(!anew && fine.state !== 'proposed' ? { amountFen, effects } : {}),
  });
  if (!anew && fine.confirmedAt !== null && amountFen !== fine.amountFen)
    await tellConfirmed(tx, act, { fine: { ...fine, code }, amountFen, effects, confirmedAt: fine.confirmedAt });
  await keepStep(tx, act, { fine, step: 'recomputed', amountFen, reason: null, explanationId });
};

const excuse = async (tx: Tx, act: SanctionAct, fine: Fine): Promise<void> => {
  const reasons = reasoning(act.now).fact('code', fine.code).fact('on', fine.occurredOn);
  if (fine.code !== null) reasons.reject(fine.code, doesNotCount);
  const explanation = reasons.explain('withdrawn', doesNotCount);
  const explanationId = await keepReasons(tx, act, { fine, explanation });
  await changeFine(tx, fine, { state: 'withdrawn', explanationId });
  await keepStep(tx, act, { fine, step: 'excused', amountFen: 0, reason: null, explanationId });
};

const isSame = (fine: Fine, penalty: Penalty): boolean =>
  fine.code === penalty.code &&
  fine.leastFen === penalty.amountFen &&
  fine.payHalfDays === penalty.payHalfDays &&
  fine.payFen === penalty.payFen &&
  fine.grave === penalty.grave;

const isMore = (fine: Fine, penalty: Penalty): boolean =>
  penalty.amountFen + (penalty.payFen ?? 0) > fine.leastFen + (fine.payFen ?? 0) ||
  penalty.payHalfDays > fine.payHalfDays ||
  (penalty.grave && !fine.grave);

const doesNotCount = text('该考勤异常已不计。', 'The deviation does not count any more.');
