import { guardedUpdate, type Tx } from '@shouwen/database';
import type { LeaseEnquiry } from './enquiry.ts';

const columnOf = {
  enquiryId: 'enquiry_id',
  siteId: 'site_id',
  agentId: 'agent_id',
  clientId: 'client_id',
  leftCard: 'left_card',
  company: 'company',
  business: 'business',
  standing: 'standing',
  rentAskedFen: 'rent_asked_fen',
  rentExpectedFen: 'rent_expected_fen',
  presentBuilding: 'present_building',
  areaHundredths: 'area_hundredths',
  layout: 'layout',
  floorFrom: 'floor_from',
  floorTo: 'floor_to',
  orientation: 'orientation',
  fitOut: 'fit_out',
  netToGrossPercent: 'net_to_gross_percent',
  stage: 'stage',
  openedAt: 'opened_at',
  openedOn: 'opened_on',
  dueFrom: 'due_from',
  dueThrough: 'due_through',
  firstFollowUp: 'first_follow_up',
  lostReason: 'lost_reason',
  lostBuilding: 'lost_building',
  lostRentFen: 'lost_rent_fen',
  lostMonths: 'lost_months',
  spaceId: 'space_id',
  closedAt: 'closed_at',
  explanationId: 'explanation_id',
  version: 'version',
} as const satisfies Record<keyof LeaseEnquiry, string>;

const names = Object.keys(columnOf) as (keyof LeaseEnquiry)[];

export const enquiryColumns = names.map((name) => `${columnOf[name]} AS "${name}"`).join(', ');

export const insertEnquiry = async (tx: Tx, enquiry: LeaseEnquiry): Promise<void> => {
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  await tx.query(
    `INSERT INTO lease_enquiry (${names.map((name) => columnOf[name]).join(', ')}) VALUES (${places})`,
    names.map((name) => enquiry[name]),
  );
};

/** Locked until the end of the transaction; null when there is none. */
export const lockEnquiry = async (tx: Tx, enquiryId: string): Promise<LeaseEnquiry | null> => {
  const sql = `SELECT ${enquiryColumns} FROM lease_enquiry WHERE enquiry_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [enquiryId])) as LeaseEnquiry[])[0] ?? null;
};

/** @throws ConcurrentChange when it is not as it was read */
export const changeEnquiry = (tx: Tx, enquiry: LeaseEnquiry, changes: Partial<LeaseEnquiry>): Promise<void> =>
  guardedUpdate(tx, 'lease_enquiry', {
    where: { enquiry_id: enquiry.enquiryId, version: enquiry.version },
    set: Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [columnOf[name as keyof LeaseEnquiry], value]),
    ),
  });

export type LeaseContact = {
  readonly contactId: string;
  readonly enquiryId: string;
  readonly agentId: string;
  readonly at: Date;
  readonly said: string;
  readonly late: boolean;
  readonly explanationId: string;
};

/** Adds a line; lines are never changed. */
export const insertContact = async (tx: Tx, line: LeaseContact): Promise<void> => {
  await tx.query(
    `INSERT INTO lease_contact (contact_id, enquiry_id, agent_id, at, said, late, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [line.contactId, line.enquiryId, line.agentId, line.at, line.said, line.late, line.explanationId],
  );
};

export type SecurityNotice = {
  readonly noticeId: string;
  readonly siteId: string;
  readonly enquiryId: string;
  readonly toldAt: Date;
  readonly seenAt: Date | null;
  readonly seenBy: string | null;
};

export const insertNotice = async (
  tx: Tx,
  { noticeId, siteId, enquiryId, toldAt }: Omit<SecurityNotice, 'seenAt' | 'seenBy'>,
): Promise<void> => {
  const sql = 'INSERT INTO security_notice (notice_id, site_id, enquiry_id, told_at) VALUES ($1, $2, $3, $4)';
  await tx.query(sql, [noticeId, siteId, enquiryId, toldAt]);
};

/** The site of the notice, whose first reader is kept; null when there is no such notice. */
export const lockNotice = async (tx: Tx, noticeId: string): Promise<SecurityNotice | null> => {
  const sql = `SELECT ${noticeColumns} FROM security_notice WHERE notice_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [noticeId])) as SecurityNotice[])[0] ?? null;
};

export const markNoticeSeen = async (
  tx: Tx,
  { noticeId, at, by }: { noticeId: string; at: Date; by: string },
): Promise<void> => {
  const sql = 'UPDATE security_notice SET seen_at = $2, seen_by = $3 WHERE notice_id = $1 AND seen_at IS NULL';
  await tx.query(sql, [noticeId, at, by]);
};

export const noticeColumns = `notice_id AS "noticeId", site_id AS "siteId", enquiry_id AS "enquiryId",
  told_at AS "toldAt", seen_at AS "seenAt", seen_by AS "seenBy"`;
