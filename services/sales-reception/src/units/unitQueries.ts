import { can, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Product, UnitDescription, UnitState } from './unit.ts';

/** Who keeps a unit, as far as the viewer may know. */
export type KeepingSeen = {
  readonly kind: 'held' | 'reserved';
  readonly staffId: string | null;
  readonly clientId: string | null;
  readonly reason: string | null;
  readonly since: Date;
};
export type UnitRow = UnitDescription & {
  readonly unitId: string;
  readonly siteId: string;
  readonly name: string;
  readonly state: UnitState;
  /** Until when it is kept; null: it is not, or until it is released. */
  readonly keptUntil: Date | null;
  readonly keeping: KeepingSeen | null;
};

/** $1 is the instant of the reading: a hold that is over by then is none (SR-9.01). */
const columns = `select * from (select u.unit_id as "unitId", u.site_id as "siteId", building, floor, number, name, layout,
  area_hundredths as "areaHundredths", orientation, list_price_fen as "listPriceFen", product,
  case when k.ends_at <= $1 then 'available' else state end as state,
  case when k.ends_at <= $1 then null else k.ends_at end as "keptUntil", k.kept_at as since, k.staff_id as holder,
  case when k.keeping_id is null or k.ends_at <= $1 then null else jsonb_build_object('kind', k.kind, 'staffId', k.staff_id,
    'clientId', k.client_id, 'reason', k.reason) end as keeping
  from unit u left join unit_keeping k on k.keeping_id = u.keeping_id) as unit`;

type Row = Omit<UnitRow, 'keeping'> & {
  readonly since: Date | null;
  readonly holder: string | null;
  readonly keeping: Omit<KeepingSeen, 'since'> | null;
};

/** For whom a unit is held is known to the holder and to the management: it may be a colleague's client. */
const toSeen =
  (viewer: Viewer) =>
  ({ since, holder, keeping, ...unit }: Row): UnitRow => {
    const mine = viewer.kind === 'staff' && viewer.staffId === holder;
    const known = mine || can(viewer, 'unit.manage', unit.siteId) || can(viewer, 'deal.read', unit.siteId);
    return { ...unit, keeping: keeping && since && known ? { ...keeping, since } : null };
  };

const seen = '($2 or "siteId" = any($3::uuid[]))';

const sightOf = (viewer: Viewer): [boolean, readonly string[]] => {
  const sites = sitesWhere(viewer, 'unit.read');
  return sites === '*' ? [true, []] : [false, sites];
};

type Reader = { readonly viewer: Viewer; readonly now: Date };

/** These units as they stand, as far as the viewer may see units of their sites. */
export const unitsById = async (tx: Tx, { viewer, now }: Reader, ids: readonly string[]): Promise<UnitRow[]> => {
  const sql = `${columns} where "unitId" = any($4::uuid[]) and ${seen}`;
  const rows = (await tx.query(sql, [now, ...sightOf(viewer), ids])) as Row[];
  return rows.map(toSeen(viewer));
};

export type ListPriceRow = {
  readonly unitId: string;
  readonly listPriceFen: number;
  /** Null: since before prices had a history. */
  readonly since: Date | null;
  readonly changedBy: string;
};

/** Every list price these units had, newest first, as far as the viewer may see the units. */
export const listPricesOf = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<ListPriceRow[]> =>
  tx.query(
    `select p.unit_id as "unitId", p.list_price_fen as "listPriceFen", since, changed_by as "changedBy"
     from unit_list_price p join unit u on u.unit_id = p.unit_id
     where p.unit_id = any($3::uuid[]) and ($1 or u.site_id = any($2::uuid[])) order by p.unit_id, p.number desc`,
    [...sightOf(viewer), ids],
  );

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
  { viewer, now }: Reader,
  { siteId, state, product, name, limit, after }: UnitFilter & UnitPage,
): Promise<UnitRow[]> => {
  const rows = (await tx.query(
    `${columns} where ${seen} and "siteId" = $4 and ($5::text is null or state = $5) and ($6::text is null or product = $6)
       and ($7::text is null or name = $7) and ($8::text is null or (name, "unitId") > ($8, $9::uuid))
     order by name, "unitId" limit $10`,
    [now, ...sightOf(viewer), siteId, state, product, name, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  )) as Row[];
  return rows.map(toSeen(viewer));
};
