import type { Tx } from '@shouwen/database';
import type { DueDays } from './siteDayStore.ts';

/** A reception that its consultant did not write into the register by the end of the day. */
export type Unregistered = { readonly visitId: string; readonly consultantId: string; readonly arrivedAt: Date };

/**
 * SR-2.01: who received on these days and did not register it in time. Trade that needed no consultant and tour groups are no clients
 * (SR-1.25, SR-1.26). Read from the table of the receptions, which the registers otherwise know through their port alone.
 */
export const unregisteredOf = async (tx: Tx, { siteId, from, through }: DueDays): Promise<Unregistered[]> =>
  tx.query(
    `SELECT v.visit_id AS "visitId", v.consultant_id AS "consultantId", v.arrived_at AS "arrivedAt" FROM visit v
     WHERE v.site_id = $1 AND v.arrived_on BETWEEN $2 AND $3 AND v.consultant_id IS NOT NULL AND v.kind <> 'tourGroup'
       AND v.remark IS DISTINCT FROM 'tradeFoundOut'
       AND NOT EXISTS (SELECT FROM visit_registration r WHERE r.visit_id = v.visit_id AND r.in_time)
     ORDER BY v.arrived_at, v.visit_id`,
    [siteId, from, through],
  );
