import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Correction, CorrectionState } from './correctRegistration.decision.ts';

export type CorrectionRow = Correction & { readonly state: CorrectionState };

export const insertCorrection = async (tx: Tx, { details, ...asked }: Correction): Promise<void> => {
  await tx.query(
    `INSERT INTO registration_correction (correction_id, registration_id, site_id, details, reason, asked_by, asked_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked')`,
    [
      asked.correctionId,
      asked.registrationId,
      asked.siteId,
      JSON.stringify(details),
      asked.reason,
      asked.askedBy,
      asked.askedAt,
    ],
  );
};

export const findCorrection = async (tx: Tx, correctionId: string): Promise<CorrectionRow | null> => {
  const rows: CorrectionRow[] = await tx.query(`${selectCorrections} WHERE correction_id = $1`, [correctionId]);
  return rows[0] ?? null;
};

export const hasPendingCorrection = async (tx: Tx, registrationId: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM registration_correction WHERE registration_id = $1 AND state = 'asked'`,
    [registrationId],
  );
  return rows.length > 0;
};

type Decided = { readonly state: Exclude<CorrectionState, 'asked'>; readonly by: string; readonly at: Date };

/** @throws ConcurrentChange when it was decided meanwhile */
export const decideCorrection = (tx: Tx, correctionId: string, { state, by, at }: Decided): Promise<void> =>
  guardedUpdate(tx, 'registration_correction', {
    where: { correction_id: correctionId, state: 'asked' },
    set: { state, decided_by: by, decided_at: at },
  });

/** In the shape of `CorrectionRow`. */
export const selectCorrections = `SELECT correction_id AS "correctionId", registration_id AS "registrationId", site_id AS "siteId",
  details, reason, asked_by AS "askedBy", asked_at AS "askedAt", state FROM registration_correction`;
