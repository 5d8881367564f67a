import type { Tx } from '@shouwen/database';
import type { ConsentChange, ConsentPurpose } from './consent.ts';

/** Two who record what one client said wait for each other. */
export const lockConsents = async (tx: Tx, clientId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`consent:${clientId}`]);
};

/** Writes the change into the history, and what holds now beside it. */
export const insertConsent = async (tx: Tx, change: ConsentChange, evidenceSealed: Buffer | null): Promise<void> => {
  const { consentId, clientId, purpose, given, saidAt } = change;
  await tx.query(
    `INSERT INTO client_consent (consent_id, client_id, purpose, given, said_at, recorded_at, recorded_by, how, site_id,
       evidence_sealed, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[consentId, clientId, purpose, given, saidAt],
      ...[change.recordedAt, change.recordedBy, change.how, change.siteId],
      ...[evidenceSealed, change.explanationId],
    ],
  );
  await tx.query(
    `INSERT INTO client_consent_now (client_id, purpose, given, since, followed) VALUES ($1, $2, $3, $4, false)
     ON CONFLICT (client_id, purpose) DO UPDATE SET given = $3, since = $4, followed = false`,
    [clientId, purpose, given, saidAt],
  );
};

export type ConsentToFollow = { readonly clientId: string; readonly given: boolean; readonly since: Date };

/**
 * Takes changes for a purpose that nothing followed upon yet, and marks them; whoever asks does what follows in this transaction. Two
 * replicas take different ones.
 */
export const takeConsentChanges = async (
  tx: Tx,
  purpose: ConsentPurpose,
  limit: number,
): Promise<readonly ConsentToFollow[]> => {
  const [rows] = (await tx.query(
    `UPDATE client_consent_now n SET followed = true FROM (
       SELECT client_id, purpose FROM client_consent_now WHERE purpose = $1 AND NOT followed
       ORDER BY client_id LIMIT $2 FOR UPDATE SKIP LOCKED) one
     WHERE n.client_id = one.client_id AND n.purpose = one.purpose
     RETURNING n.client_id AS "clientId", n.given, n.since`,
    [purpose, limit],
  )) as [ConsentToFollow[], number];
  return rows;
};
