import { type CommandResult, can, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { timeZoneOf } from '../../ledger/index.ts';
import type { Fine } from '../fine.ts';
import { changeFine, type FineChange, lockFine } from '../fineStore.ts';
import { penaltyPolicyAt } from '../policy/sitePenaltyPolicy.ts';
import { runningSuspensionOf } from '../suspensionStore.ts';
import type { FineChanged, SanctionCommand } from './confirmFine.ts';
import { decideContest } from './contestFine.decision.ts';
import { keepReasons, keepStep } from './keepStep.ts';
import { decideRuling } from './ruleOnFine.decision.ts';
import { endSuspension } from './suspensions.ts';
import { tellConfirmed } from './tellConfirmed.ts';
import { decideWithdrawal } from './withdrawFine.decision.ts';
import { releaseFor } from './withholding.ts';

type AboutFine = { readonly idempotencyKey: string; readonly fineId: string; readonly reason: string };
export type ContestFine = AboutFine;
export type WithdrawFine = AboutFine;
export type RuleOnFine = AboutFine & { readonly upheld: boolean; readonly amountFen: number | null };

/** FI-3: one contests one's own fine. @throws NotFound for anybody else's */
export const contestFine = async (
  context: SanctionCommand,
  { idempotencyKey, ...input }: ContestFine,
): Promise<CommandResult<FineChanged>> =>
  runCommand({ ...context, name: 'contestFine', idempotencyKey, input }, async (tx) => {
    const fine = await lockFine(tx, input.fineId);
    const own = context.viewer.kind === 'staff' && fine?.staffId === context.viewer.staffId;
    if (!fine || !own || !can(context.viewer, 'fine.readOwn', fine.siteId)) throw new NotFound();
    const policy = await penaltyPolicyAt(tx, fine.siteId, fine.occurredAt);
    const zone = await timeZoneOf(tx, fine.siteId);
    const decision = decideContest({ fine, policy, zone, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = await keepReasons(tx, context, { fine, explanation: decision.explanation });
    await changeFine(tx, fine, { state: 'contested', explanationId });
    const step = { step: 'contested', amountFen: fine.amountFen, reason: input.reason, explanationId };
    await keepStep(tx, context, { fine, ...step });
    return done({ fineId: fine.id });
  });

/** FI-3: rules on a contested fine. @throws NotFound for a fine that the viewer may not know of */
export const ruleOnFine = async (
  context: SanctionCommand,
  { idempotencyKey, ...input }: RuleOnFine,
): Promise<CommandResult<FineChanged>> =>
  runCommand({ ...context, name: 'ruleOnFine', idempotencyKey, input }, async (tx) => {
    const fine = await lockFine(tx, input.fineId);
    if (!fine || !can(context.viewer, 'fine.rule', fine.siteId)) throw new NotFound();
    const rulerId = demandStaff(context.viewer).staffId;
    const decision = decideRuling({ ...input, fine, rulerId, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = await keepReasons(tx, context, { fine, explanation: decision.explanation });
    for (const { upheld, amountFen } of decision.events) {
      const ruled = { ruledBy: rulerId, ruledAt: context.now, explanationId };
      if (upheld) await uphold(tx, context, { fine, amountFen, change: { ...ruled, state: 'confirmed', amountFen } });
      else await takeBack(tx, context, { fine, change: { ...ruled, state: 'lifted' } });
      const step = { step: upheld ? 'upheld' : 'lifted', amountFen: upheld ? amountFen : 0 };
      await keepStep(tx, context, { fine, ...step, reason: input.reason, explanationId });
    }
    return done({ fineId: fine.id });
  });

/** FI-3: turns a proposal down or takes a fine back. @throws NotFound for a fine that the viewer may not know of */
export const withdrawFine = async (
  context: SanctionCommand,
  { idempotencyKey, ...input }: WithdrawFine,
): Promise<CommandResult<FineChanged>> =>
  runCommand({ ...context, name: 'withdrawFine', idempotencyKey, input }, async (tx) => {
    const fine = await lockFine(tx, input.fineId);
    if (!fine || !can(context.viewer, 'fine.confirm', fine.siteId)) throw new NotFound();
    const managerId = demandStaff(context.viewer).staffId;
    const decision = decideWithdrawal({ fine, managerId, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = await keepReasons(tx, context, { fine, explanation: decision.explanation });
    await takeBack(tx, context, { fine, change: { state: 'withdrawn', explanationId } });
    await keepStep(tx, context, { fine, step: 'withdrawn', amountFen: 0, reason: input.reason, explanationId });
    return done({ fineId: fine.id });
  });

type TakenBack = { readonly fine: Fine; readonly change: FineChange };

/** It stands, maybe with another amount, which is told then. */
const uphold = async (
  tx: Tx,
  context: SanctionCommand,
  { fine, change, amountFen }: TakenBack & { readonly amountFen: number },
): Promise<void> => {
  await changeFine(tx, fine, change);
  const { effects, confirmedAt } = fine;
  if (amountFen !== fine.amountFen && confirmedAt !== null)
    await tellConfirmed(tx, context, { fine, amountFen, effects, confirmedAt });
};

/** What the fine brought ends with it. */
const takeBack = async (tx: Tx, context: SanctionCommand, { fine, change }: TakenBack): Promise<void> => {
  await changeFine(tx, fine, change);
  const suspension = await runningSuspensionOf(tx, fine.id);
  const { explanationId } = change;
  if (suspension) await endSuspension(tx, context, { suspension, explanationId });
  await releaseFor(tx, context, fine);
};
