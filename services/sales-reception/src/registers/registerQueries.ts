import type { Tx } from '@shouwen/database';
import type { VisitRegistration } from './registration.ts';
import { registrationColumns } from './visitRegisterStore.ts';

/** A line of the visit register with its confirmation, if there is one. */
export type RegistrationRow = VisitRegistration & {
  readonly confirmedAt: Date | null;
  readonly confirmedBy: string | null;
  /** The import that brought the line from paper; null: written here. */
  readonly importId: string | null;
};

/** Lines by id. The caller shows what the viewer may see. */
export const registrationsById = async (tx: Tx, ids: readonly string[]): Promise<RegistrationRow[]> =>
  tx.query(`${selectRows} WHERE registration_id = ANY($1::uuid[])`, [ids]);

/** All lines about these clients, oldest first. The caller shows what the viewer may see. */
export const registrationsOfClients = async (tx: Tx, clientIds: readonly string[]): Promise<RegistrationRow[]> =>
  tx.query(`${selectRows} WHERE client_id = ANY($1::uuid[]) ORDER BY registered_at, registration_id`, [clientIds]);

const selectRows = `SELECT ${registrationColumns}, confirmed_at AS "confirmedAt", confirmed_by AS "confirmedBy", import_id AS "importId"
  FROM visit_registration LEFT JOIN registration_confirmation USING (registration_id)`;
