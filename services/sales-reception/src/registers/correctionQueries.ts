import type { Tx } from '@shouwen/database';
import { type CorrectionRow, selectCorrections } from './correctionStore.ts';

type Page = { readonly siteId: string; readonly after: readonly string[] | null; readonly limit: number };

/** The corrections of a site that wait for a signature, the oldest first. */
export const pendingCorrections = async (tx: Tx, { siteId, after, limit }: Page): Promise<CorrectionRow[]> =>
  tx.query(
    `${selectCorrections} WHERE site_id = $1 AND state = 'asked'
       AND ($2::timestamptz IS NULL OR (date_trunc('milliseconds', asked_at), correction_id) > ($2, $3::uuid))
     ORDER BY date_trunc('milliseconds', asked_at), correction_id LIMIT $4`,
    [siteId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
