import type { Tx } from '@shouwen/database';

/** Whether an inspection of the site's archive was completed. */
export const isArchiveInspected = async (tx: Tx, siteId: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    'SELECT FROM archive_inspection WHERE site_id = $1 AND completed_at IS NOT NULL LIMIT 1',
    [siteId],
  );
  return rows.length > 0;
};
