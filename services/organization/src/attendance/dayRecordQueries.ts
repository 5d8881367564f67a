import { type Permission, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';

/** Something kept about a person at a site for a day or some days, and who may see that of others. */
export type DayRecords = {
  /** Everything up to `WHERE`, in the shape of the record. */
  readonly select: string;
  readonly table: string;
  /** Columns of the first and the last day. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly permission: Permission;
};

export type RecordsWanted = {
  readonly siteId: string | null;
  readonly staffId: string | null;
  /** Records with a day from here on, and up to there. */
  readonly from: string | null;
  readonly through: string | null;
  readonly page: PageRequest<string[]>;
};

type Seen = { readonly viewer: Viewer; readonly records: DayRecords };

/** One's own, and those of the sites where the viewer has the permission. */
const seen = '($1::uuid[] IS NULL OR site_id = ANY($1) OR staff_id = $2::uuid)';
const sight = ({ viewer, records }: Seen): unknown[] => {
  const sites = sitesWhere(viewer, records.permission);
  return [sites === '*' ? null : sites, viewer.kind === 'staff' ? viewer.staffId : null];
};

/** A page of records that the viewer may know of, the latest first; one row more than the limit when more follow. */
export const dayRecordsOf = async <Row>(tx: Tx, by: Seen, wanted: RecordsWanted): Promise<Row[]> => {
  const { select, table, firstDay, lastDay } = by.records;
  const { siteId, staffId, from, through, page } = wanted;
  return tx.query(
    `${select} WHERE ${seen} AND ($3::uuid IS NULL OR site_id = $3) AND ($4::uuid IS NULL OR staff_id = $4)
       AND ($5::date IS NULL OR ${lastDay} >= $5) AND ($6::date IS NULL OR ${firstDay} <= $6)
       AND ($7::uuid IS NULL OR (${firstDay}, id) < (SELECT ${firstDay}, id FROM ${table} WHERE id = $7))
     ORDER BY ${firstDay} DESC, id DESC LIMIT $8`,
    [...sight(by), siteId, staffId, from, through, page.after?.[0] ?? null, page.limit + 1],
  );
};

export const dayRecordsByIds = async <Row>(tx: Tx, by: Seen, ids: readonly string[]): Promise<Row[]> =>
  tx.query(`${by.records.select} WHERE ${seen} AND id = ANY($3::uuid[])`, [...sight(by), ids]);
