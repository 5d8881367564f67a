import type { Tx } from './openDatabase.ts';

/** The sites whose rows a transaction may touch; `*` is all of them, `[]` none. */
export type Reach = '*' | readonly string[];

/** Holds until the transaction ends. A transaction that was given no reach finds walled tables empty. */
export const setReach = async (tx: Tx, reach: Reach): Promise<void> => {
  await tx.query(`SELECT set_config('shouwen.reach', $1, true)`, [reach === '*' ? '*' : reach.join(',')]);
};

/**
 * Lets one step of a use case look past its reader's sites, such as the search for a phone that another site may know already. What it
 * finds must have been decided about before it is shown.
 */
export const acrossSites = async <T>(tx: Tx, work: () => Promise<T>): Promise<T> => {
  const [row] = (await tx.query(
    `SELECT current_setting('shouwen.reach', true) AS before, set_config('shouwen.reach', '*', true)`,
  )) as { before: string | null }[];
  const answer = await work();
  // When the work threw, the transaction is over, and the reach with it.
  await tx.query(`SELECT set_config('shouwen.reach', $1, true)`, [row?.before ?? '']);
  return answer;
};

/** SQL that is true for a site within the reach; computed once for a statement, not for each row. */
export const siteWithinReach = (column: string): string =>
  `((SELECT current_setting('shouwen.reach', true)) = '*' OR ${column} = ANY ((SELECT ${sites})::uuid[]))`;

const sites = `CASE current_setting('shouwen.reach', true) WHEN '*' THEN '{}'::text[]
  ELSE string_to_array(nullif(current_setting('shouwen.reach', true), ''), ',') END`;

/** SQL that is true in a transaction of the house itself, or of somebody who may look at all sites. */
export const reachIsEverywhere = `((SELECT current_setting('shouwen.reach', true)) = '*')`;

/**
 * Row-level security on a table with a `site_id`: the wall behind the checks of the use cases (S14). It holds for the owner of the table
 * too. For migrations.
 */
export const wallBySite = async (tx: Tx, table: string, { column = 'site_id' } = {}): Promise<void> =>
  wallBy(tx, table, siteWithinReach(column));

/** The same with another condition, which must be false where no reach is set. */
export const wallBy = async (tx: Tx, table: string, condition: string): Promise<void> => {
  await tx.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await tx.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  await tx.query(`CREATE POLICY ${table}_reach ON ${table} USING (${condition}) WITH CHECK (${condition})`);
};
