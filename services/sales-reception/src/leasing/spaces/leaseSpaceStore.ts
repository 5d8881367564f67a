import { guardedUpdate, isUniqueViolation, type Tx } from '@shouwen/database';
import type { LeaseSpace, SpaceDescription, SpaceState } from './leaseSpace.ts';

export const spaceColumns = `space_id AS "spaceId", site_id AS "siteId", building, floor, number, name, layout,
  area_hundredths AS "areaHundredths", net_area_hundredths AS "netAreaHundredths", orientation, fit_out AS "fitOut",
  neighbours, rent_fen AS "rentFen", management_fee_fen AS "managementFeeFen", shortest_months AS "shortestMonths", flexible_terms AS "flexibleTerms",
  floor_plan AS "floorPlan", state, version`;

/** The space, locked until the end of the transaction; null when there is none. */
export const lockSpace = async (tx: Tx, spaceId: string): Promise<LeaseSpace | null> => {
  const sql = `SELECT ${spaceColumns} FROM lease_space WHERE space_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [spaceId])) as LeaseSpace[])[0] ?? null;
};

/** Every vacant space of these sites; a leasing desk has hundreds at most. */
export const vacantSpaces = (tx: Tx, siteIds: readonly string[]): Promise<LeaseSpace[]> =>
  tx.query(
    `SELECT ${spaceColumns} FROM lease_space WHERE site_id = ANY($1::uuid[]) AND state = 'vacant' ORDER BY site_id, name`,
    [siteIds],
  );

/** @throws ConcurrentChange when it is not as it was read */
export const moveSpace = (tx: Tx, space: LeaseSpace, to: SpaceState): Promise<void> =>
  guardedUpdate(tx, 'lease_space', {
    where: { space_id: space.spaceId, version: space.version, state: space.state },
    set: { state: to },
  });

export type NewSpace = SpaceDescription & { readonly spaceId: string; readonly siteId: string };

/** False when it is there already; then the transaction can only be rolled back. */
export const insertSpace = async (tx: Tx, space: NewSpace): Promise<boolean> => {
  try {
    await tx.query(
      `INSERT INTO lease_space (space_id, site_id, building, floor, number, layout, area_hundredths, net_area_hundredths,
         orientation, fit_out, neighbours, rent_fen, management_fee_fen, flexible_terms, floor_plan, shortest_months)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        ...[space.spaceId, space.siteId, space.building, space.floor, space.number, space.layout],
        ...[space.areaHundredths, space.netAreaHundredths, space.orientation, space.fitOut, space.neighbours],
        ...[space.rentFen, space.managementFeeFen, space.flexibleTerms, space.floorPlan, space.shortestMonths],
      ],
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
};
