import { type SavedExplanation, saveExplanations } from '@shouwen/access';
import { clientTierChangedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import { appendManyToOutbox } from '@shouwen/messaging';
import type { TierSpan } from './tier.ts';

export type NewSpan = TierSpan & {
  /** Of the review, where one gave it. */
  readonly year: number | null;
};

/** Puts clients into tiers, one span each, and tells of it; of what stands there already nothing is told again. */
export const putIntoTiers = async (tx: Tx, spans: readonly NewSpan[], newId: () => string): Promise<void> => {
  const rows: { spanId: string }[] = await tx.query(
    `INSERT INTO tier_span (span_id, client_id, tier, basis, year, from_on, valid_through, decided_at, explanation_id)
     SELECT * FROM jsonb_to_recordset($1) AS one ("spanId" uuid, "clientId" uuid, tier text, basis text, year int, "fromOn" date,
       "validThrough" date, "decidedAt" timestamptz, "explanationId" uuid)
     ON CONFLICT DO NOTHING RETURNING span_id AS "spanId"`,
    [JSON.stringify(spans)],
  );
  const written = new Set(rows.map(({ spanId }) => spanId));
  const told = spans.filter(({ spanId }) => written.has(spanId));
  await appendManyToOutbox(
    tx,
    told.map(({ clientId, tier, basis, fromOn, decidedAt }) => ({
      event: clientTierChangedV1,
      aggregate: { type: clientTierChangedV1.aggregate, id: clientId },
      at: decidedAt,
      id: newId(),
      data: { clientId, tier, provisional: basis === 'provisional', from: fromOn, decidedAt: decidedAt.toISOString() },
    })),
  );
};

/** Keeps why each client is to be in a tier. A tier is the company's, and so is its explanation. */
export const saveReasons = async (
  tx: Tx,
  reasons: readonly { readonly id: string; readonly clientId: string; readonly explanation: Explanation }[],
): Promise<void> =>
  saveExplanations(
    tx,
    reasons.map(
      ({ id, clientId, explanation }): SavedExplanation => ({
        ...{ id, explanation, siteId: null, subject: { type: 'ClientTier', id: clientId } },
      }),
    ),
  );
