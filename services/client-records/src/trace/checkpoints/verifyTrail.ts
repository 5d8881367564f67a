import { type AuditChain, auditHead, BadInput, can, Forbidden, NotSignedIn, verifyAuditChain } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { traceRefusal } from '../readBeforeShown.ts';
import { hashesOfLines } from '../traceQueries.ts';
import type { Checkpoints } from './checkpointFile.ts';
import { judgeTrail, type TrailVerdict } from './trail.decision.ts';

export type VerifiedTrail = {
  readonly verdict: TrailVerdict;
  readonly at: number | null;
  readonly verifiedThrough: number;
  readonly complete: boolean;
  readonly checkpoints: number;
  readonly lastCheckpointAt: string | null;
};

/** How many lines one request looks at: a few seconds of work. */
const mostLines = 50_000;

/**
 * S35, I21: recomputes the trail behind `afterSeq` and compares it with the checkpoints outside the database. Of a long trail a part;
 * whoever asks goes on behind `verifiedThrough`. For the auditor. @throws Forbidden, NotSignedIn, BadInput
 */
export const verifyTrail =
  (checkpoints: Checkpoints) =>
  async (context: BareContext, afterSeq: number): Promise<VerifiedTrail> => {
    await demandAuditor(context);
    if (afterSeq < 0) throw new BadInput(text('行号不得为负。', 'A line has no negative number.'), 'after');
    const kept = await checkpoints.read();
    return context.db.read(async (tx) => {
      const headSeq = (await auditHead(tx))?.seq ?? 0;
      const chain = await verifyAuditChain(tx, { afterSeq, most: mostLines });
      const through = throughOf(chain);
      const looked = kept.checkpoints.filter(({ seq }) => seq > headSeq || (seq > afterSeq && seq <= through));
      const hashes = await hashesOfLines(
        tx,
        looked.map(({ seq }) => seq),
      );
      const facts = { chain, headSeq, checkpoints: looked, alteredCheckpoints: kept.altered, hashes };
      return {
        ...judgeTrail(facts),
        verifiedThrough: through,
        complete: through >= headSeq,
        checkpoints: kept.checkpoints.length,
        lastCheckpointAt: kept.checkpoints.at(-1)?.at ?? null,
      };
    });
  };

const throughOf = (chain: AuditChain): number => (chain.intact ? chain.entries : Math.max(chain.brokenAt - 1, 0));

const demandAuditor = async (context: BareContext): Promise<void> => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  if (can(context.viewer, 'audit.read', null)) return;
  await traceRefusal(context, { siteId: null, action: 'trail.verify', resource: { type: 'Trail', id: 'audit' } });
  throw new Forbidden('audit.read');
};
