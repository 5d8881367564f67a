import type { Tx } from '@shouwen/database';
import type { Grant, GrantAct } from './grant.ts';
import { activeAt, useOnce } from './grantStore.ts';

const columns = `id, request_id AS "requestId", staff_id AS "staffId", client_id AS "clientId", acts, file_ids AS "fileIds", fields,
  shows_client AS "showsClient", pages, one_time AS "oneTime", used_at AS "usedAt", from_at AS "from", until_at AS "until",
  revoked_at AS "revokedAt"`;

/** What somebody is about to do: with a file, with a field of the record, or, with neither, with the client's page. */
export type GrantAsked = {
  readonly staffId: string;
  readonly act: GrantAct;
  readonly clientId: string;
  readonly fileId?: string;
  readonly field?: string;
  readonly now: Date;
};

/**
 * The grant that covers exactly this act of this reader now, or null. One that is good for one act is still there for the next
 * asker: whoever acts takes it with `useOnce`, or asks with `takeGrant`.
 */
export const grantCovering = async (tx: Tx, asked: GrantAsked): Promise<Grant | null> => {
  const { staffId, act, clientId, fileId = null, field = null, now } = asked;
  const rows: Grant[] = await tx.query(
    `SELECT ${columns} FROM access_grant
     WHERE staff_id = $1 AND client_id = $2 AND $3 = ANY (acts) AND ${activeAt('$6')}
       AND ($4::uuid IS NULL OR $4 = ANY (file_ids)) AND ($5::text IS NULL OR $5 = ANY (fields))
       AND (shows_client OR $4 IS NOT NULL OR $5 IS NOT NULL)
     ORDER BY one_time, until_at DESC, id LIMIT 1`,
    [staffId, clientId, act, fileId, field, now],
  );
  return rows[0] ?? null;
};

/** Like `grantCovering`, and takes it when it is good for one act: null when another was faster. */
export const takeGrant = async (tx: Tx, asked: GrantAsked): Promise<Grant | null> => {
  const grant = await grantCovering(tx, asked);
  if (grant === null || !grant.oneTime) return grant;
  return (await useOnce(tx, grant.id, asked.now)) ? grant : null;
};

/** The clients whose page this reader may open by a grant, now (CR-2.01). */
export const clientsGranted = async (tx: Tx, staffId: string, now: Date): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT DISTINCT client_id AS id FROM access_grant
     WHERE staff_id = $1 AND shows_client AND client_id IS NOT NULL AND 'view' = ANY (acts) AND ${activeAt('$2')}`,
    [staffId, now],
  );
  return rows.map(({ id }) => id);
};

/** The files that this reader may know of by a grant, now, whatever their level (CR-3.02). */
export const filesGranted = async (tx: Tx, staffId: string, now: Date): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT DISTINCT unnest(file_ids) AS id FROM access_grant WHERE staff_id = $1 AND ${activeAt('$2')}`,
    [staffId, now],
  );
  return rows.map(({ id }) => id);
};

/** The grants of these requests, over or not. */
export const grantsOfRequests = async (tx: Tx, requestIds: readonly string[]): Promise<Grant[]> =>
  tx.query(`SELECT ${columns} FROM access_grant WHERE request_id = ANY ($1::uuid[]) ORDER BY id`, [requestIds]);
