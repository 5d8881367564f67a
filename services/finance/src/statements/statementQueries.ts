import { canSomewhere, type Permission, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Objection } from './objection.ts';
import { objectionColumns } from './objectionStore.ts';
import type { Statement, StatementLine } from './statement.ts';
import { lineColumns, statementColumns } from './statementStore.ts';

/** FI-1.07: a person sees their own; whoever keeps a site's commissions, or has a step to take, those of the site. Parameters $1 to $3. */
const visible = '($2 or site_id = any($3::uuid[]) or staff_id = $1)';

const siteWide = [
  'commission.readSite',
  'statement.draft',
  'statement.check',
  'statement.approve',
  'statement.pay',
  'objection.rule',
] as const satisfies readonly Permission[];

const sightParameters = (viewer: Viewer): unknown[] => {
  const granted = siteWide.map((permission) => sitesWhere(viewer, permission));
  const sites = granted.includes('*') ? '*' : granted.flat();
  const own = viewer.kind === 'staff' && canSomewhere(viewer, 'commission.readOwn') ? viewer.staffId : null;
  return [own, sites === '*', sites === '*' ? [] : sites];
};

/** These statements, as far as the viewer may see them. */
export const statementsByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Statement[]> =>
  tx.query(`select ${statementColumns} from statement where ${visible} and id = any($4::uuid[])`, [
    ...sightParameters(viewer),
    ids,
  ]);

export type StatementsWanted = {
  readonly siteId: string | null;
  readonly staffId: string | null;
  readonly month: string | null;
  readonly state: string | null;
  readonly page: PageRequest<string[]>;
};

/** A page of statements that the viewer may see, the latest drafted first; one row more than the limit when more follow. */
export const listStatements = async (tx: Tx, viewer: Viewer, wanted: StatementsWanted): Promise<Statement[]> =>
  tx.query(
    `select ${statementColumns} from statement
     where ${visible} and ($4::uuid is null or site_id = $4) and ($5::uuid is null or staff_id = $5)
       and ($6::text is null or month = $6) and ($7::text is null or state = $7)
       and ($8::timestamptz is null or (drafted_at, id) < ($8, $9::uuid))
     order by drafted_at desc, id desc limit $10`,
    [
      ...sightParameters(viewer),
      ...[wanted.siteId, wanted.staffId, wanted.month, wanted.state],
      ...[wanted.page.after?.[0] ?? null, wanted.page.after?.[1] ?? null, wanted.page.limit + 1],
    ],
  );

/** A page of the lines of a statement that the viewer was found to be allowed to read. */
export const pageOfLines = async (
  tx: Tx,
  statementId: string,
  { limit, after }: PageRequest<string[]>,
): Promise<StatementLine[]> =>
  tx.query(
    `select ${lineColumns} from statement_line where statement_id = $1 and ($2::uuid is null or position >
       (select position from statement_line where id = $2 and statement_id = $1)) order by position limit $3`,
    [statementId, after?.[0] ?? null, limit + 1],
  );

/** The objections to these lines, oldest first; the lines were found to be allowed to read. */
export const objectionsOfLines = async (tx: Tx, lineIds: readonly string[]): Promise<Objection[]> =>
  tx.query(`select ${objectionColumns} from objection where line_id = any($1::uuid[]) order by contested_at, id`, [
    lineIds,
  ]);

export const objectionsByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Objection[]> =>
  tx.query(`select ${objectionColumns} from objection where ${visible} and id = any($4::uuid[])`, [
    ...sightParameters(viewer),
    ids,
  ]);

export type ObjectionsWanted = {
  readonly siteId: string;
  readonly state: string | null;
  readonly page: PageRequest<string[]>;
};

/** A page of a site's objections that the viewer may see, the latest first. */
export const listObjections = async (tx: Tx, viewer: Viewer, wanted: ObjectionsWanted): Promise<Objection[]> =>
  tx.query(
    `select ${objectionColumns} from objection
     where ${visible} and site_id = $4 and ($5::text is null or state = $5)
       and ($6::timestamptz is null or (contested_at, id) < ($6, $7::uuid))
     order by contested_at desc, id desc limit $8`,
    [
      ...sightParameters(viewer),
      ...[wanted.siteId, wanted.state, wanted.page.after?.[0] ?? null, wanted.page.after?.[1] ?? null],
      wanted.page.limit + 1,
    ],
  );

/** Lines of statements the viewer may see. */
export const linesByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<StatementLine[]> =>
  tx.query(
    `select ${lineColumns} from statement_line where id = any($4::uuid[])
       and statement_id in (select id from statement where ${visible})`,
    [...sightParameters(viewer), ids],
  );
