import { readable } from '../clients/index.ts';
import { personSql } from '../persons/index.ts';

/**
 * SQL that keeps only rows whose client the reader may read (CR-2.01), and joins the surviving record as `seen`. The aliases c, g, o, p,
 * and s are taken inside. Parameters $1–$6 are
 * `scopeParameters`. A row of a client outside the scope is in no list and in no count.
 */
export const joinSeenClient = (column: string): string =>
  `CROSS JOIN LATERAL (${readable} AND c.id = ${personSql(column)} LIMIT 1) seen`;
