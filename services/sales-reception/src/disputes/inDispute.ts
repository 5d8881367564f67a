import { type CommandResult, demandStaff, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { Dispute } from './dispute.ts';
import { disputesById } from './disputeQueries.ts';
import { lockDispute } from './disputeStore.ts';

export type InDispute = { readonly idempotencyKey: string; readonly disputeId: string };
export type Act<Input> = { readonly name: string; readonly input: Input };
/** The dispute, which nobody else decides on meanwhile, and who acts. */
export type Acting = { readonly dispute: Dispute; readonly by: string };

/**
 * Runs a command in a dispute that the viewer may see, once per key.
 * @throws NotFound for a dispute that the viewer may not see, or that there is not
 */
export const inDispute = <Input extends InDispute, Result>(
  context: BareContext,
  { name, input: { idempotencyKey, ...input } }: Act<Input>,
  work: (tx: Tx, acting: Acting) => Promise<CommandResult<Result>>,
): Promise<CommandResult<Result>> =>
  runCommand({ ...context, name, idempotencyKey, input }, async (tx) => {
    const { viewer } = context;
    const { staffId: by } = demandStaff(viewer);
    const [seen] = await disputesById(tx, viewer, [input.disputeId]);
    const dispute = seen && (await lockDispute(tx, seen));
    if (!dispute) throw new NotFound();
    return work(tx, { dispute, by });
  });

/** A refusal with the facts of the dispute behind it. */
export const refuseIn = <Result>({ state, openedAt }: Dispute, refusal: Refusal, at: Date): CommandResult<Result> => {
  const why = reasoning(at).fact('state', state).fact('openedAt', openedAt.toISOString(), openedAt);
  if (refusal.rule !== null) why.apply(refusal.rule);
  return refusedWith(refusal, why.explain('REFUSED', refusal.message));
};
