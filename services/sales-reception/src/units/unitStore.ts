import { guardedUpdate, isUniqueViolation, type Tx } from '@shouwen/database';
import { type Unit, type UnitDescription, type UnitMove, unitMoves } from './unit.ts';

const columns = `unit_id as "unitId", site_id as "siteId", building, floor, number, layout,
  area_hundredths as "areaHundredths", orientation, list_price_fen as "listPriceFen", product, state,
  deal_id as "dealId", version`;

/** The unit, locked until the end of the transaction; null when there is none. */
export const lockUnit = async (tx: Tx, unitId: string): Promise<Unit | null> => {
  const rows = (await tx.query(`select ${columns} from unit where unit_id = $1 for update`, [unitId])) as Unit[];
  return rows[0] ?? null;
};

/** The site of a unit, which never changes; null when there is no such unit. */
export const siteOfUnit = async (tx: Tx, unitId: string): Promise<string | null> => {
  const rows = (await tx.query('select site_id as "siteId" from unit where unit_id = $1', [unitId])) as Pick<
    Unit,
    'siteId'
  >[];
  return rows[0]?.siteId ?? null;
};

/** Moves a unit that was locked and found to allow it. @throws ConcurrentChange when it is not as it was read */
export const moveUnit = async (tx: Tx, unit: Unit, move: UnitMove, dealId: string | null = null): Promise<void> => {
  const { to } = unitMoves[move];
  const sold = to === 'subscribed' || to === 'contracted' || to === 'handed-over';
  await guardedUpdate(tx, 'unit', {
    where: { unit_id: unit.unitId, version: unit.version, state: unit.state },
    set: { state: to, deal_id: sold ? (dealId ?? unit.dealId) : null },
  });
};

export type NewUnit = UnitDescription & { readonly unitId: string };

/** Adds units, all available. False when one of them is there already; then the transaction can only be rolled back. */
export const insertUnits = async (tx: Tx, siteId: string, units: readonly NewUnit[]): Promise<boolean> => {
  try {
    await tx.query(
      `insert into unit (site_id, unit_id, building, floor, number, layout, area_hundredths, orientation,
         list_price_fen, product, state)
       select $1, u.*, 'available' from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::text[], $7::int[],
         $8::text[], $9::bigint[], $10::text[]) as u`,
      [
        siteId,
        units.map(({ unitId }) => unitId),
        units.map(({ building }) => building),
        units.map(({ floor }) => floor),
        units.map(({ number }) => number),
        units.map(({ layout }) => layout),
        units.map(({ areaHundredths }) => areaHundredths),
        units.map(({ orientation }) => orientation),
        units.map(({ listPriceFen }) => listPriceFen),
        units.map(({ product }) => product),
      ],
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
};
