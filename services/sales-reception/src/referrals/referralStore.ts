import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Accompaniment, EmployeeReferral, Signature } from './employeeReferral.ts';

export type ClientAtSite = { readonly siteId: string; readonly clientId: string };

/** @throws a unique violation when the client has a living form */
export const insertReferral = async (tx: Tx, form: EmployeeReferral): Promise<void> => {
  await tx.query(
    `INSERT INTO employee_referral (referral_id, site_id, client_id, introducer_id, visit_on, registered_at, registered_by,
       lapses_at, status, registered_why, latest_why)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'registered', $9, $9)`,
    [
      form.referralId,
      form.siteId,
      form.clientId,
      form.introducerId,
      form.visitOn,
      form.registeredAt,
      form.registeredBy,
      form.lapsesAt,
      form.registeredWhy,
    ],
  );
};

/** @throws ConcurrentChange when it was signed or lapsed meanwhile */
export const saveSignature = (
  tx: Tx,
  { referralId, signature, why }: { referralId: string; signature: Signature; why: string },
): Promise<void> => {
  const { visitId, signedBy, signedAt, came } = signature;
  return guardedUpdate(tx, 'employee_referral', {
    where: { referral_id: referralId, status: 'registered' },
    set: {
      status: 'signed',
      visit_id: visitId,
      signed_by: signedBy,
      signed_at: signedAt,
      came: came.kind,
      phoned_at: came.phonedAt,
      latest_why: why,
    },
  });
};

/** @throws ConcurrentChange when it was signed or lapsed meanwhile */
export const saveLapse = (tx: Tx, { referralId, why }: { referralId: string; why: string }): Promise<void> =>
  guardedUpdate(tx, 'employee_referral', {
    where: { referral_id: referralId, status: 'registered' },
    set: { status: 'lapsed', latest_why: why },
  });

/** The client's form that is neither lapsed nor replaced, locked; null when there is none. */
export const lockLivingReferral = async (
  tx: Tx,
  { siteId, clientId }: ClientAtSite,
): Promise<EmployeeReferral | null> => {
  const rows = (await tx.query(
    `SELECT ${referralColumns} FROM employee_referral
     WHERE site_id = $1 AND client_id = ANY(clients_of_person($2)) AND status IN ('registered', 'signed') FOR UPDATE`,
    [siteId, clientId],
  )) as Row[];
  return rows[0] ? toReferral(rows[0]) : null;
};

/** Null when there is none such. */
export const findReferral = async (tx: Tx, referralId: string): Promise<EmployeeReferral | null> => {
  const rows = (await tx.query(`SELECT ${referralColumns} FROM employee_referral WHERE referral_id = $1`, [
    referralId,
  ])) as Row[];
  return rows[0] ? toReferral(rows[0]) : null;
};

/** The form of that employee that was signed by then; null without one. */
export const findSignedReferral = async (
  tx: Tx,
  { siteId, clientId, introducerId, by }: ClientAtSite & { readonly introducerId: string; readonly by: Date },
): Promise<EmployeeReferral | null> => {
  const rows = (await tx.query(
    `SELECT ${referralColumns} FROM employee_referral WHERE site_id = $1 AND client_id = ANY(clients_of_person($2)) AND status = 'signed'
       AND introducer_id = $3 AND signed_at <= $4`,
    [siteId, clientId, introducerId, by],
  )) as Row[];
  return rows[0] ? toReferral(rows[0]) : null;
};

/** Forms that nobody signed in time, oldest first, locked; those that somebody else holds are left to them. */
export const lockOverdueReferrals = async (
  tx: Tx,
  { now, siteId, limit }: { now: Date; siteId: string | null; limit: number },
): Promise<EmployeeReferral[]> => {
  const rows = (await tx.query(
    `SELECT ${referralColumns} FROM employee_referral
     WHERE status = 'registered' AND lapses_at <= $1 AND ($2::uuid IS NULL OR site_id = $2)
     ORDER BY lapses_at, referral_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [now, siteId, limit],
  )) as Row[];
  return rows.map(toReferral);
};

export type Row = Omit<EmployeeReferral, 'signature'> & {
  readonly visitId: string | null;
  readonly signedBy: string;
  readonly signedAt: Date;
  readonly came: Accompaniment['kind'];
  readonly phonedAt: Date | null;
};

export const toReferral = ({ visitId, signedBy, signedAt, came, phonedAt, ...form }: Row): EmployeeReferral => {
  const signature = visitId && { visitId, signedBy, signedAt, came: { kind: came, phonedAt } };
  return { ...form, signature } as EmployeeReferral;
};

export const referralColumns = `referral_id AS "referralId", site_id AS "siteId", client_id AS "clientId",
  introducer_id AS "introducerId", visit_on AS "visitOn", registered_at AS "registeredAt",
  registered_by AS "registeredBy", lapses_at AS "lapsesAt", status, visit_id AS "visitId", signed_by AS "signedBy",
  signed_at AS "signedAt", came, phoned_at AS "phonedAt", registered_why AS "registeredWhy", latest_why AS "latestWhy"`;
