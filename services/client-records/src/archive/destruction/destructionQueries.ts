import { acrossSites, type Tx } from '@shouwen/database';
import { known, readerParameters } from '../files/fileQueries.ts';
import type { FileReader, Sites } from '../files/fileReader.ts';
import type { Destruction, DestructionState } from './destruction.ts';

/** Whoever keeps, proposes, approves or witnesses at the site, as far as every one of the files may be known (CR-3.02). */
export type DestructionReader = { readonly files: FileReader; readonly sites: Sites };

const select = `SELECT d.id AS "destructionId", d.site_id AS "siteId", d.reason, d.proposed_by AS "proposedBy", d.proposed_at AS "proposedAt",
    d.state, d.decided_by AS "decidedBy", d.decided_at AS "decidedAt", d.decided_reason AS "decidedReason", d.method,
    d.witnessed_by AS "witnessedBy", d.witnessed_at AS "witnessedAt", d.explanation_id AS "explanationId", d.version,
    ARRAY(SELECT x.file_id FROM archive_destruction_file x WHERE x.destruction_id = d.id ORDER BY x.file_id)::text[] AS "fileIds"
  FROM archive_destruction d
  WHERE ($16::boolean OR d.site_id = ANY($17::uuid[]))
    AND NOT EXISTS (SELECT FROM archive_destruction_file x JOIN ${known} ON f.id = x.file_id WHERE x.destruction_id = d.id AND g.ground IS NULL)`;

const parametersOf = ({ files, sites }: DestructionReader): unknown[] => [
  ...readerParameters(files),
  ...(sites === '*' ? [true, []] : [false, sites]),
];

/** Across the sites only for whom a file of another was granted; the query itself decides what is seen. */
const asked = <T>(tx: Tx, { files }: DestructionReader, work: () => Promise<T>): Promise<T> =>
  files.granted.length > 0 ? acrossSites(tx, work) : work();

export const destructionsById = async (
  tx: Tx,
  reader: DestructionReader,
  ids: readonly string[],
): Promise<Destruction[]> =>
  asked(tx, reader, () => tx.query(`${select} AND d.id = ANY($18::uuid[])`, [...parametersOf(reader), ids]));

export type DestructionPage = {
  readonly siteId: string;
  readonly states: readonly DestructionState[] | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** The register of a site, newest first. */
export const pageOfDestructions = async (
  tx: Tx,
  reader: DestructionReader,
  page: DestructionPage,
): Promise<Destruction[]> =>
  asked(tx, reader, () =>
    tx.query(
      `${select} AND d.site_id = $18 AND ($19::text[] IS NULL OR d.state = ANY($19))
         AND ($20::timestamptz IS NULL OR (d.proposed_at, d.id) < ($20, $21::uuid))
       ORDER BY d.proposed_at DESC, d.id DESC LIMIT $22`,
      [...parametersOf(reader), page.siteId, page.states, page.after?.[0], page.after?.[1], page.limit],
    ),
  );

/** The files among these that stand in a destruction that was not rejected, but for this one. */
export const filesInDestruction = async (
  tx: Tx,
  fileIds: readonly string[],
  except: string | null,
): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT file_id AS id FROM archive_destruction_file WHERE standing AND file_id = ANY($1::uuid[])
       AND ($2::uuid IS NULL OR destruction_id <> $2)`,
    [fileIds, except],
  );
  return rows.map(({ id }) => id);
};

export const destructionExists = async (tx: Tx, id: string): Promise<boolean> =>
  acrossSites(tx, async () => (await tx.query('SELECT FROM archive_destruction WHERE id = $1', [id])).length > 0);
