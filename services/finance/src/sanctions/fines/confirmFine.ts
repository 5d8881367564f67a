import { type CommandResult, can, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Database, Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { timeZoneOf } from '../../ledger/index.ts';
import type { Fine } from '../fine.ts';
import { changeFine, lockFine, sameActFines } from '../fineStore.ts';
import { penaltyPolicyAt } from '../policy/sitePenaltyPolicy.ts';
import type { Effect } from '../schedule/effects.ts';
import {
  type ConfirmationFacts,
  decideConfirmation,
  type FineConfirmed,
  type SuspensionTime,
} from './confirmFine.decision.ts';
import { keepReasons, keepStep, type SanctionAct } from './keepStep.ts';
import { imposeSuspension } from './suspensions.ts';
import { tellConfirmed } from './tellConfirmed.ts';
import { withholdFor } from './withholding.ts';

export type SanctionCommand = SanctionAct & { readonly db: Database };

export type ConfirmFine = {
  readonly idempotencyKey: string;
  readonly fineId: string;
  readonly amountFen: number | null;
  /** Null: as it was reported. */
  readonly grave: boolean | null;
  readonly effects: readonly Effect[];
  readonly suspension: SuspensionTime | null;
};

export type FineChanged = { readonly fineId: string };

/** FI-3: a manager confirms a fine. @throws NotFound for a fine that the manager may not know of */
export const confirmFine = async (
  context: SanctionCommand,
  { idempotencyKey, ...input }: ConfirmFine,
): Promise<CommandResult<FineChanged>> =>
  runCommand({ ...context, name: 'confirmFine', idempotencyKey, input }, async (tx) => {
    const fine = await lockFine(tx, input.fineId);
    if (!fine || !can(context.viewer, 'fine.confirm', fine.siteId)) throw new NotFound();
    const decision = decideConfirmation(await confirmationFacts(tx, context, { fine, input }));
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = await keepReasons(tx, context, { fine, explanation: decision.explanation });
    for (const event of decision.events) await keepConfirmation(tx, context, { fine, event, explanationId });
    return done({ fineId: fine.id });
  });

type Asked = { readonly fine: Fine; readonly input: Omit<ConfirmFine, 'idempotencyKey'> };

const confirmationFacts = async (
  tx: Tx,
  { viewer, now }: SanctionCommand,
  { fine, input }: Asked,
): Promise<ConfirmationFacts> => {
  const { siteId, occurredAt, occurredOn } = fine;
  demand(viewer, 'fine.confirm', siteId);
  return {
    fine,
    managerId: demandStaff(viewer).staffId,
    mayRule: can(viewer, 'fine.rule', siteId),
    amountFen: input.amountFen,
    grave: input.grave ?? fine.grave,
    chosen: input.effects,
    suspension: input.suspension,
    others: await sameActFines(tx, { ...fine, occurredOn, supersedes: [] }),
    policy: await penaltyPolicyAt(tx, siteId, occurredAt),
    today: siteDate(now, await timeZoneOf(tx, siteId)),
    now,
  };
};

type Confirmation = { readonly fine: Fine; readonly event: FineConfirmed; readonly explanationId: string };

const keepConfirmation = async (
  tx: Tx,
  context: SanctionCommand,
  { fine, event, explanationId }: Confirmation,
): Promise<void> => {
  const { amountFen, grave, effects, suspension } = event;
  const { now } = context;
  const by = demandStaff(context.viewer).staffId;
  const confirmed = { state: 'confirmed', confirmedBy: by, confirmedAt: now } as const;
  await changeFine(tx, fine, { ...confirmed, amountFen, grave, effects, explanationId });
  if (suspension) await imposeSuspension(tx, context, { fine, time: suspension, by, explanationId });
  await withholdFor(tx, context, { fine, effects });
  await tellConfirmed(tx, context, { fine, amountFen, effects, confirmedAt: now });
  await keepStep(tx, context, { fine, step: 'confirmed', amountFen, reason: null, explanationId });
};
