import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Objection } from './objection.ts';

export const objectionColumns = `id, line_id as "lineId", site_id as "siteId", staff_id as "staffId", source,
  source_id as "sourceId", reason, state, contested_at as "contestedAt", ruled_by as "ruledBy", ruled_at as "ruledAt", ruling,
  correct_fen as "correctFen", explanation_id as "explanationId", version`;

export type NewObjection = Pick<
  Objection,
  'id' | 'lineId' | 'siteId' | 'staffId' | 'source' | 'sourceId' | 'reason' | 'contestedAt' | 'explanationId'
>;

export const insertObjection = async (tx: Tx, one: NewObjection): Promise<void> => {
  await tx.query(
    `insert into objection (id, line_id, site_id, staff_id, source, source_id, reason, state, contested_at, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9)`,
    [
      ...[one.id, one.lineId, one.siteId, one.staffId, one.source, one.sourceId],
      ...[one.reason, one.contestedAt, one.explanationId],
    ],
  );
};

export const isContested = async (
  tx: Tx,
  { source, sourceId }: Pick<Objection, 'source' | 'sourceId'>,
): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `select from objection where state = 'open' and source = $1 and source_id = $2`,
    [source, sourceId],
  );
  return rows.length > 0;
};

export const findObjection = async (tx: Tx, id: string): Promise<Objection | null> =>
  (await tx.query(`select ${objectionColumns} from objection where id = $1`, [id]))[0] ?? null;

/** Locked until the end of the transaction. */
export const lockObjection = async (tx: Tx, id: string): Promise<Objection | null> =>
  (await tx.query(`select ${objectionColumns} from objection where id = $1 for update`, [id]))[0] ?? null;

export const closeObjection = async (
  tx: Tx,
  { id, version }: Objection,
  ruled: Pick<Objection, 'state' | 'ruledBy' | 'ruledAt' | 'ruling' | 'correctFen' | 'explanationId'>,
): Promise<void> => {
  await guardedUpdate(tx, 'objection', {
    where: { id, version },
    set: {
      state: ruled.state,
      ruled_by: ruled.ruledBy,
      ruled_at: ruled.ruledAt,
      ruling: ruled.ruling,
      correct_fen: ruled.correctFen,
      explanation_id: ruled.explanationId,
    },
  });
};
