import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Product, Unit, UnitState } from './unit.ts';

export type UnitRow = Unit & { readonly name: string };

const columns = `select unit_id as "unitId", site_id as "siteId", building, floor, number, name, layout,
  area_hundredths as "areaHundredths", orientation, list_price_fen as "listPriceFen", product, state,
  deal_id as "dealId", version from unit`;

const seen = '($1 or site_id = any($2::uuid[]))';

const sightOf = (viewer: Viewer): [boolean, readonly string[]] => {
  const sites = sitesWhere(viewer, 'unit.read');
  return sites === '*' ? [true, []] : [false, sites];
};

/** These units, as far as the viewer may see units of their sites. */
export const unitsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<UnitRow[]> =>
  tx.query(`${columns} where unit_id = any($3::uuid[]) and ${seen}`, [...sightOf(viewer), ids]);

export type UnitFilter = {
  readonly siteId: string;
  readonly state: UnitState | null;
  readonly product: Product | null;
  /** `1-0301`, exactly. */
  readonly name: string | null;
};
/** `after` is the name and id of the last unit of the page before. */
export type UnitPage = { readonly limit: number; readonly after: readonly (string | number | null)[] | null };

/** A page of a site's units by name, for whoever may see them; one row more than the limit when more follow. */
export const unitsOfSite = async (
  tx: Tx,
  viewer: Viewer,
  { siteId, state, product, name, limit, after }: UnitFilter & UnitPage,
): Promise<UnitRow[]> =>
  tx.query(
    `${columns} where ${seen} and site_id = $3 and ($4::text is null or state = $4) and ($5::text is null or product = $5)
       and ($6::text is null or name = $6) and ($7::text is null or (name, unit_id) > ($7, $8::uuid))
     order by name, unit_id limit $9`,
    [...sightOf(viewer), siteId, state, product, name, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
