import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Quoted } from './quote.decision.ts';

export type LeaseQuote = Omit<Quoted, 'type'> & {
  readonly quoteId: string;
  readonly enquiryId: string;
  readonly spaceId: string;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly months: number;
  readonly signed: boolean;
  readonly explanationId: string;
};

export const insertQuote = async (tx: Tx, quote: LeaseQuote): Promise<void> => {
  await tx.query(
    `INSERT INTO lease_quote (quote_id, enquiry_id, space_id, given_by, given_at, months, rent_fen, management_fee_fen,
       phone_fen, parking_fen, total_fen, cautious, signed, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[quote.quoteId, quote.enquiryId, quote.spaceId, quote.givenBy, quote.givenAt, quote.months, quote.rentFen],
      ...[quote.managementFeeFen, quote.phoneFen, quote.parkingFen, quote.totalFen, quote.cautious, quote.signed],
      quote.explanationId,
    ],
  );
};

export const quoteColumns = `quote_id AS "quoteId", enquiry_id AS "enquiryId", space_id AS "spaceId",
  given_by AS "givenBy", given_at AS "givenAt", months, rent_fen AS "rentFen", management_fee_fen AS "managementFeeFen",
  phone_fen AS "phoneFen", parking_fen AS "parkingFen", total_fen AS "totalFen", cautious, signed,
  explanation_id AS "explanationId"`;

export type LeaseApplication = {
  readonly applicationId: string;
  readonly siteId: string;
  readonly enquiryId: string;
  readonly spaceId: string;
  readonly months: number;
  readonly tenantRentFen: number;
  readonly grounds: string;
  readonly appliedBy: string;
  readonly appliedAt: Date;
  readonly state: 'open' | 'approved' | 'refused';
  readonly ruledBy: string | null;
  readonly ruledAt: Date | null;
  readonly explanationId: string;
  readonly version: number;
};

export const applicationColumns = `application_id AS "applicationId", site_id AS "siteId", enquiry_id AS "enquiryId",
  space_id AS "spaceId", months, tenant_rent_fen AS "tenantRentFen", grounds, applied_by AS "appliedBy",
  applied_at AS "appliedAt", state, ruled_by AS "ruledBy", ruled_at AS "ruledAt", explanation_id AS "explanationId", version`;

export const insertApplication = async (tx: Tx, one: LeaseApplication): Promise<void> => {
  await tx.query(
    `INSERT INTO lease_application (application_id, site_id, enquiry_id, space_id, months, tenant_rent_fen, grounds,
       applied_by, applied_at, state, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10)`,
    [
      ...[one.applicationId, one.siteId, one.enquiryId, one.spaceId, one.months, one.tenantRentFen, one.grounds],
      ...[one.appliedBy, one.appliedAt, one.explanationId],
    ],
  );
};

export const lockApplication = async (tx: Tx, applicationId: string): Promise<LeaseApplication | null> => {
  const sql = `SELECT ${applicationColumns} FROM lease_application WHERE application_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [applicationId])) as LeaseApplication[])[0] ?? null;
};

export const ruleApplication = (
  tx: Tx,
  one: LeaseApplication,
  { approved, by, at, explanationId }: { approved: boolean; by: string; at: Date; explanationId: string },
): Promise<void> =>
  guardedUpdate(tx, 'lease_application', {
    where: { application_id: one.applicationId, version: one.version, state: 'open' },
    set: { state: approved ? 'approved' : 'refused', ruled_by: by, ruled_at: at, explanation_id: explanationId },
  });

/** The least rent that was approved for this enquiry and space, for a lease of at most so many months as this one. */
export const approvedRent = async (
  tx: Tx,
  { enquiryId, spaceId, months }: { enquiryId: string; spaceId: string; months: number },
): Promise<number | null> => {
  const rows = (await tx.query(
    `SELECT min(tenant_rent_fen) AS "rentFen" FROM lease_application
     WHERE enquiry_id = $1 AND space_id = $2 AND months <= $3 AND state = 'approved'`,
    [enquiryId, spaceId, months],
  )) as { rentFen: number | null }[];
  return rows[0]?.rentFen ?? null;
};

export const hasOpenApplication = async (tx: Tx, enquiryId: string, spaceId: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM lease_application WHERE enquiry_id = $1 AND space_id = $2 AND state = 'open'`,
    [enquiryId, spaceId],
  );
  return rows.length > 0;
};
