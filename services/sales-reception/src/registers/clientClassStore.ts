import type { Tx } from '@shouwen/database';
import type { ClientClass } from './registration.ts';

export type Ranked = {
  readonly siteId: string;
  readonly clientId: string;
  readonly class: ClientClass;
  /** When the consultant thought so; the latest word counts, in whichever order they are written down. */
  readonly since: Date;
};

/** SR-8.01: ranks a client by the chance of closing. */
export const rankClient = async (tx: Tx, { siteId, clientId, class: grade, since }: Ranked): Promise<void> => {
  await tx.query(
    `INSERT INTO client_class (site_id, client_id, class, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (site_id, client_id) DO UPDATE SET class = excluded.class, since = excluded.since
     WHERE client_class.since <= excluded.since`,
    [siteId, clientId, grade, since],
  );
};
