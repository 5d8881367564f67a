import type { Tx } from '@shouwen/database';
import type { RegisterKind } from './paperRow.ts';

/** Who is a consultant of the site, or ever was: a register tells of people who have left. */
export const consultantsEverAt = async (tx: Tx, siteId: string): Promise<ReadonlySet<string>> => {
  const rows: { staffId: string }[] = await tx.query(
    `SELECT DISTINCT staff_id AS "staffId" FROM staff_post WHERE site_id = $1 AND role = 'consultant'`,
    [siteId],
  );
  return new Set(rows.map(({ staffId }) => staffId));
};

export type RegisteredLine = { readonly clientId: string; readonly consultantId: string; readonly on: string };

/** What the register of the site has of these clients. */
export const registeredLinesOf = async (
  tx: Tx,
  {
    siteId,
    kind,
    clientIds,
  }: { readonly siteId: string; readonly kind: RegisterKind; readonly clientIds: readonly string[] },
): Promise<RegisteredLine[]> =>
  kind === 'visits'
    ? tx.query(
        `SELECT client_id AS "clientId", receiver_id AS "consultantId", visited_on AS "on" FROM visit_registration
         WHERE site_id = $1 AND client_id = ANY($2::uuid[]) AND corrects IS NULL`,
        [siteId, clientIds],
      )
    : tx.query(
        `SELECT client_id AS "clientId", consultant_id AS "consultantId", answered_on AS "on" FROM call_registration
         WHERE site_id = $1 AND client_id = ANY($2::uuid[])`,
        [siteId, clientIds],
      );
