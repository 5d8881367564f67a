import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { commissionOfDeal, settleAfter } from '../commission/index.ts';
import { type Act, keepAct } from '../keepAct.ts';
import { type Entry, postTransaction, raiseBy, type TransactionDraft } from '../ledger/index.ts';
import type { ContestedLine, Objection } from './objection.ts';
import { closeObjection, findObjection, lockObjection } from './objectionStore.ts';
import { decideRuling } from './ruleObjection.decision.ts';
import { findLine } from './statementStore.ts';

export type RuleObjectionInput = {
  readonly idempotencyKey: string;
  readonly objectionId: string;
  /** What the line should have been; null dismisses the objection. */
  readonly correctFen: number | null;
  readonly ruling: string;
};
export type RuledObjection = { readonly objectionId: string };

/**
 * FI-1.09: rules on somebody else's objection. The line is released; a correction is a posting of its own and comes in the next
 * statement. @throws NotSignedIn, Forbidden (`objection.rule` at the site), NotFound
 */
export const ruleObjection = async (
  act: Act,
  { idempotencyKey, ...asked }: RuleObjectionInput,
): Promise<CommandResult<RuledObjection>> => {
  const { objectionId, correctFen, ruling } = asked;
  const found = await act.db.read((tx) => findObjection(tx, objectionId));
  demand(act.viewer, 'objection.rule', found?.siteId ?? null);
  const actorId = demandStaff(act.viewer).staffId;
  const command = { ...act, name: 'ruleObjection', idempotencyKey, input: asked };
  return runCommand<RuledObjection>(command, async (tx) => {
    const objection = await lockObjection(tx, objectionId);
    const line = objection && (await findLine(tx, objection.lineId));
    if (!objection || !line) throw new NotFound();
    const commissionFen = line.dealId === null ? null : await commissionOfDeal(tx, line.dealId);
    const decision = decideRuling({ objection, line, commissionFen, actorId, correctFen, ruling, now: act.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [ruled] = decision.events;
    if (!ruled) throw new Error('nothing was decided');
    const record = { action: command.name, siteId: objection.siteId, subject: { type: 'objection', id: objectionId } };
    const explanationId = await keepAct(tx, act, { ...record, explanation: decision.explanation });
    const { state, differenceFen } = ruled;
    await closeObjection(tx, objection, {
      state,
      ruledBy: actorId,
      ruledAt: act.now,
      ruling,
      correctFen,
      explanationId,
    });
    await postCorrection(tx, act, { objection, line, differenceFen, explanationId });
    return done({ objectionId });
  });
};

type Correction = {
  readonly objection: Objection;
  readonly line: ContestedLine;
  readonly differenceFen: number;
  readonly explanationId: string;
};

const postCorrection = async (tx: Tx, act: Act, correction: Correction): Promise<void> => {
  const { objection, line, differenceFen, explanationId } = correction;
  if (differenceFen === 0) return;
  const { siteId, staffId } = objection;
  const kind = line.accountKind === 'introducer-payable' ? 'introducer-payable' : 'commission-payable';
  const entries: Entry[] = [
    { account: { kind: 'commission-expense', siteId, holderId: null }, amountFen: differenceFen },
    { account: { kind, siteId, holderId: staffId }, amountFen: raiseBy(kind, differenceFen) },
  ];
  const cause = `objection:${objection.id}`;
  const base = { cause, siteId, dealId: line.dealId, occurredAt: act.now, entries };
  const draft: TransactionDraft = { ...base, id: act.newId(), kind: 'correction', reversesId: null, explanationId };
  await postTransaction(tx, draft, act.newId);
  await settleAfter(tx, { ...base, because: 'correction' }, act.newId);
};
