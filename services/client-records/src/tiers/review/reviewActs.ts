import {
  actorOf,
  type CommandResult,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { ClientRow } from '../../clients/index.ts';
import { reachedClient } from '../../consents/index.ts';
import { cleanText } from '../../contacts/index.ts';
import type { Place, Vault } from '../../vault/index.ts';
import type { Tier } from '../tier.ts';
import { decideClosing, decideRemark } from './review.decision.ts';
import { closeReview, correctProposal, insertRemark, lockProposal, lockReview } from './reviewStore.ts';

export type RemarkTier = {
  readonly idempotencyKey: string;
  readonly year: number;
  readonly clientId: string;
  readonly remark: string;
  /** Null: something is said, nothing corrected. */
  readonly tier: Tier | null;
};
export type RemarkDone = { readonly year: number; readonly clientId: string };

export const placeOfRemark = (remarkId: string): Place => ({ table: 'tier_remark', column: 'remark', row: remarkId });

/**
 * CR-6.01: a head says something about a proposal, or corrects it and says why. Needs `tier.review` at a site where the record may be
 * read. @throws NotFound
 */
export const remarkTier =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...told }: RemarkTier): Promise<CommandResult<RemarkDone>> => {
    demandStaff(context.viewer);
    const client = await reachedClient(context, 'tier.review', told.clientId);
    const { year, tier } = told;
    const remark = cleanText(told.remark, 2_000) ?? '';
    // The key row keeps a hash of this; a short remark could be guessed back.
    const input = { ...told, remark: vault.blindIndex('tier-remark', remark).toString('hex') };
    return runCommand({ ...context, name: 'remarkTier', idempotencyKey, input }, async (tx) => {
      const review = await lockReview(tx, year, 'SHARE');
      const proposal = await lockProposal(tx, year, client.id);
      if (!review || !proposal) throw new NotFound();
      const { now } = context;
      const decision = decideRemark({ now, today: siteDate(now), review, proposal, tier, remark });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const remarkId = context.newId();
      const row = { remarkId, year, clientId: client.id, at: now, by: actorOf(context.viewer), tier };
      await insertRemark(tx, { ...row, remarkSealed: seal(vault, client, remarkId, remark) });
      const explanationId = await keepAct(tx, context, {
        action: tier === null ? 'tier.discuss' : 'tier.correct',
        siteId: null,
        subject: { type: 'ClientTier', id: client.id },
        explanation: decision.explanation,
        clientId: client.id,
      });
      if (tier !== null) await correctProposal(tx, { year, clientId: client.id, tier, explanationId });
      return done({ year, clientId: client.id });
    });
  };

const seal = (vault: Vault, client: ClientRow, remarkId: string, remark: string): Buffer =>
  vault.seal({ keyId: client.keyId, wrapped: client.wrappedKey }, client.id, placeOfRemark(remarkId), remark);

export type CloseReview = { readonly idempotencyKey: string; readonly year: number };
export type CloseDone = { readonly year: number };

/** CR-6.01: a director closes the review on its last day. Needs `tier.except` in the whole company. @throws NotFound, Forbidden */
export const closeTierReview = async (
  context: BareContext,
  { idempotencyKey, ...input }: CloseReview,
): Promise<CommandResult<CloseDone>> => {
  demand(context.viewer, 'tier.except', null);
  const { year } = input;
  return runCommand({ ...context, name: 'closeTierReview', idempotencyKey, input }, async (tx) => {
    const review = await lockReview(tx, year, 'UPDATE');
    if (!review) throw new NotFound();
    const { now } = context;
    const decision = decideClosing({ now, today: siteDate(now), review });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { explanation } = decision;
    const subject = { type: 'TierReview', id: String(year) };
    const explanationId = await keepAct(tx, context, {
      action: 'tier.closeReview',
      siteId: null,
      subject,
      explanation,
    });
    const [event] = decision.events;
    if (event)
      await closeReview(tx, { year, ...event, closedAt: now, closedBy: actorOf(context.viewer), explanationId });
    return done({ year });
  });
};
