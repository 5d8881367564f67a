import type { Tx } from '@shouwen/database';
import { isRestrictedSql, restrictionOf } from '../clients/index.ts';
import { idsOfPerson } from '../persons/index.ts';
import type { ConsentChange, ConsentPurpose, ConsentState } from './consent.ts';

/**
 * What the person had said by then, to whichever of the records (CR-1.05); of two said at one time the one recorded later. Whose data are
 * frozen has asked to be left alone.
 */
export const consentStateAt = async (
  tx: Tx,
  clientId: string,
  { purpose, at }: { readonly purpose: ConsentPurpose; readonly at: Date },
): Promise<ConsentState> => {
  const rows: { given: boolean }[] = await tx.query(
    `SELECT given FROM client_consent WHERE client_id = ANY($1::uuid[]) AND purpose = $2 AND said_at <= $3
     ORDER BY said_at DESC, recorded_at DESC, consent_id DESC LIMIT 1`,
    [await idsOfPerson(tx, clientId), purpose, at],
  );
  if ((await restrictionOf(tx, clientId)) !== null) return 'withdrawn';
  const [last] = rows;
  if (!last) return 'none';
  return last.given ? 'given' : 'withdrawn';
};

/** Whether the client agreed to the purpose at that time. No consent is a no. */
export const hasConsent = async (tx: Tx, clientId: string, purpose: ConsentPurpose, at: Date): Promise<boolean> =>
  (await consentStateAt(tx, clientId, { purpose, at })) === 'given';

/** Which of these clients agree to the purpose now. Of records of one person the one that heard the latest word counts for all. */
export const consentingClients = async (
  tx: Tx,
  clientIds: readonly string[],
  purpose: ConsentPurpose,
): Promise<ReadonlySet<string>> => {
  const rows: { clientId: string }[] = await tx.query(
    `SELECT id AS "clientId" FROM unnest($1::uuid[]) id CROSS JOIN LATERAL (
       SELECT n.given FROM client_consent_now n WHERE n.purpose = $2 AND (n.client_id = id OR n.client_id IN (
         SELECT other.client_id FROM client_person p JOIN client_person other ON other.person_id = p.person_id
         WHERE p.client_id = id))
       ORDER BY n.since DESC, n.given LIMIT 1) last
     WHERE last.given AND NOT ${isRestrictedSql('id')}`,
    [clientIds, purpose],
  );
  return new Set(rows.map(({ clientId }) => clientId));
};

export type ConsentNow = {
  readonly clientId: string;
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly since: Date;
};

/** What holds now of these clients; the caller knows that the viewer may read them. */
export const consentsOf = async (tx: Tx, clientIds: readonly string[]): Promise<ConsentNow[]> =>
  tx.query(
    `SELECT client_id AS "clientId", purpose, given, since FROM client_consent_now WHERE client_id = ANY($1::uuid[])`,
    [clientIds],
  );

export const lastConsent = async (
  tx: Tx,
  clientId: string,
  purpose: ConsentPurpose,
): Promise<{ given: boolean; saidAt: Date } | null> => {
  const rows: { given: boolean; saidAt: Date }[] = await tx.query(
    `SELECT given, since AS "saidAt" FROM client_consent_now WHERE client_id = $1 AND purpose = $2`,
    [clientId, purpose],
  );
  return rows[0] ?? null;
};

export type ConsentHistoryPage = {
  readonly clientId: string;
  readonly after: readonly [recordedAt: string, consentId: string] | null;
  readonly limit: number;
};

/** What a client agreed to and withdrew, newest first; the caller knows that the viewer may read the client. */
export const consentHistory = async (
  tx: Tx,
  { clientId, after, limit }: ConsentHistoryPage,
): Promise<(ConsentChange & { readonly evidenceSealed: Buffer | null })[]> =>
  tx.query(
    `SELECT consent_id AS "consentId", client_id AS "clientId", purpose, given, said_at AS "saidAt",
       recorded_at AS "recordedAt", recorded_by AS "recordedBy", how, site_id AS "siteId",
       evidence_sealed AS "evidenceSealed", explanation_id AS "explanationId"
     FROM client_consent WHERE client_id = $1 AND ($2::timestamptz IS NULL OR (recorded_at, consent_id) < ($2, $3::uuid))
     ORDER BY recorded_at DESC, consent_id DESC LIMIT $4`,
    [clientId, after?.[0], after?.[1], limit],
  );
