import { saveExplanation } from '@shouwen/access';
import { violationRecordedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { RuleId } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { decideViolation, type ViolationDecision } from './recordViolation.decision.ts';
import { isViolationCode, type Violation, type ViolationSubject } from './violation.ts';
import { insertViolation, lockSameAct, supersede } from './violationStore.ts';

export type FoundViolation = {
  readonly siteId: string;
  readonly staffId: string;
  /** Of the schedules V and K; null where they have none. */
  readonly code: string | null;
  readonly occurredAt: Date;
  readonly at: Date;
  /** Null: found by the system. */
  readonly reportedBy: string | null;
  readonly subject: ViolationSubject | null;
  readonly dealId: string | null;
  /** 1 unless told. */
  readonly occurrences?: number;
  /** False unless told. */
  readonly grave?: boolean;
  /** A short word without names: the event carries it. */
  readonly reason: string;
  /** In somebody's own words; stays in this department. */
  readonly note?: string | null;
  readonly rules: readonly RuleId[];
  readonly newId: () => string;
};

/**
 * FI-3: writes a violation down and tells finance, which proposes the fine. One person, one act and one code are one violation
 * however often it is found; of several codes for one act the most specific one stands. An act is known by its subject.
 * @returns the id of the violation that stands for this act
 * @throws Error for a code that no schedule has
 */
export const recordViolation = async (tx: Tx, found: FoundViolation): Promise<string> => {
  const kept = await keepViolation(tx, found);
  return kept.violationId;
};

export type KeptViolation = { readonly violationId: string; readonly decision: ViolationDecision };

/** Like `recordViolation`, and tells what was decided, for whoever has to answer a person. */
export const keepViolation = async (tx: Tx, { rules, newId, ...found }: FoundViolation): Promise<KeptViolation> => {
  const { code, siteId } = found;
  if (code !== null && !isViolationCode(code)) throw new Error(`no schedule has a violation ${code}`);
  const sameAct = await lockSameAct(tx, found);
  const violation = {
    ...found,
    code,
    violationId: newId(),
    recordedAt: found.at,
    occurrences: found.occurrences ?? 1,
    grave: found.grave ?? false,
    note: found.note ?? null,
    explanationId: newId(),
  };
  const decision = decideViolation({ found: violation, sameAct, rules });
  if (decision.outcome === 'STANDS') return { violationId: decision.standing.violationId, decision };
  const { violationId, explanationId } = violation;
  const { explanation } = decision;
  await saveExplanation(tx, {
    id: explanationId,
    subject: { type: 'Violation', id: violationId },
    siteId,
    explanation,
  });
  await insertViolation(tx, violation);
  const supersedes = decision.supersedes.map((one) => one.violationId);
  await supersede(tx, supersedes, violationId);
  await tell(tx, violation, { rules: explanation.applied, supersedes, newId });
  return { violationId, decision };
};

type Told = {
  readonly rules: readonly RuleId[];
  readonly supersedes: readonly string[];
  readonly newId: () => string;
};

const tell = async (
  tx: Tx,
  violation: Omit<Violation, 'supersededBy'>,
  { rules, supersedes, newId }: Told,
): Promise<void> => {
  const { violationId, siteId, staffId, code, occurredAt, recordedAt: at, reportedBy } = violation;
  const { subject, dealId, occurrences, grave, reason } = violation;
  const about = { violationId, siteId, staffId, code, occurredAt: occurredAt.toISOString(), reportedBy };
  const data = {
    ...about,
    subject,
    dealId,
    occurrences,
    grave,
    reason,
    rules: [...rules],
    supersedes: [...supersedes],
  };
  const aggregate = { type: violationRecordedV1.aggregate, id: violationId };
  await appendToOutbox(tx, [{ event: violationRecordedV1, aggregate, at, data, id: newId() }]);
};
