import type { Tx } from '@shouwen/database';
import type { Vault, WrappedKey } from '../../vault/index.ts';

/** What an outsider shows: a letter of introduction or a work card (CR-4.03). */
export type OutsiderProof = 'introduction-letter' | 'work-card';

/** Somebody who does not work here and is shown a file, as registered (CR-4.03). */
export type Outsider = {
  readonly name: string;
  readonly proof: OutsiderProof;
  readonly proofNumber: string;
  readonly identityNumber: string;
};

type Kept = { readonly requestId: string; readonly clientId: string };
const columns = ['name', 'proofNumber', 'identityNumber'] as const;
const placeOf = (column: string, requestId: string) => ({ table: 'request_outsider', column, row: requestId });

const keyOf = async (tx: Tx, clientId: string): Promise<WrappedKey | null> => {
  const rows: WrappedKey[] = await tx.query(
    'SELECT key_id AS "keyId", wrapped_key AS wrapped FROM client WHERE id = $1',
    [clientId],
  );
  return rows[0]?.wrapped ? rows[0] : null;
};

/** Registers the identity, sealed under the key of the client whose file is shown (CR-2.02). */
export const keepOutsider = async (tx: Tx, vault: Vault, outsider: Outsider & Kept): Promise<void> => {
  const { requestId, clientId } = outsider;
  const key = await keyOf(tx, clientId);
  if (key === null) throw new Error('the client has no key to seal with');
  const sealed = columns.map((column) => vault.seal(key, clientId, placeOf(column, requestId), outsider[column]));
  await tx.query(
    `INSERT INTO request_outsider (request_id, client_id, proof, name_sealed, proof_number_sealed, identity_number_sealed)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [requestId, clientId, outsider.proof, ...sealed],
  );
};

type Row = {
  readonly clientId: string;
  readonly proof: OutsiderProof;
  readonly name: Buffer;
  readonly proofNumber: Buffer;
  readonly identityNumber: Buffer;
};

/** The outsider of a request; null when there is none, or when the client's key was destroyed. */
export const outsiderOf = async (tx: Tx, vault: Vault, requestId: string): Promise<Outsider | null> => {
  const rows: Row[] = await tx.query(
    `SELECT client_id AS "clientId", proof, name_sealed AS name, proof_number_sealed AS "proofNumber",
       identity_number_sealed AS "identityNumber" FROM request_outsider WHERE request_id = $1`,
    [requestId],
  );
  const [row] = rows;
  const key = row ? await keyOf(tx, row.clientId) : null;
  if (!row || key === null) return null;
  const open = (column: (typeof columns)[number]) =>
    vault.open(key, row.clientId, placeOf(column, requestId), row[column]);
  return {
    proof: row.proof,
    name: open('name'),
    proofNumber: open('proofNumber'),
    identityNumber: open('identityNumber'),
  };
};

export const hasOutsider = async (tx: Tx, requestId: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query('SELECT FROM request_outsider WHERE request_id = $1', [requestId]);
  return rows.length === 1;
};
