import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Fine } from './fine.ts';

export type PersonAtSite = { readonly siteId: string; readonly staffId: string };

/** Changes of one person's fines at a site wait for each other until the end of the transaction. */
export const lockFinesOf = async (tx: Tx, { siteId, staffId }: PersonAtSite): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`fines:${siteId}:${staffId}`]);
};

/** In the shape of `Fine`. */
export const selectFines = `select fine.id, fine.site_id as "siteId", fine.staff_id as "staffId", fine.kind, fine.code,
  fine.violation_id as "violationId", fine.deviation_id as "deviationId",
  case when fine.subject_id is null then null
    else jsonb_build_object('type', fine.subject_type, 'id', fine.subject_id) end as subject,
  fine.occurred_at as "occurredAt", fine.occurred_on as "occurredOn", fine.deal_id as "dealId", fine.occurrences, fine.grave,
  fine.reported_by as "reportedBy", fine.proposed_by as "proposedBy", fine.proposed_at as "proposedAt", fine.state, fine.basis,
  fine.least_fen as "leastFen", fine.most_fen as "mostFen", fine.amount_fen as "amountFen",
  fine.pay_half_days as "payHalfDays", fine.pay_fen as "payFen", fine.effects, fine.confirmed_by as "confirmedBy",
  fine.confirmed_at as "confirmedAt", fine.ruled_at as "ruledAt", fine.explanation_id as "explanationId", fine.version
  from fine`;

/** The fine, with all fines of its person at its site locked; null when there is none. */
export const lockFine = async (tx: Tx, id: string): Promise<Fine | null> => {
  const [found] = (await tx.query('select site_id as "siteId", staff_id as "staffId" from fine where id = $1', [
    id,
  ])) as PersonAtSite[];
  if (!found) return null;
  await lockFinesOf(tx, found);
  const rows = (await tx.query(`${selectFines} where id = $1`, [id])) as Fine[];
  return rows[0] ?? null;
};

/**
 * The fines that answer for the same act: of the same violation or of one of `supersedes`, about the same subject, or on the same
 * day an absence and leave without approval, of which both cannot be fined (FI-3). The codes decide which of them matter.
 */
export const sameActFines = async (
  tx: Tx,
  act: PersonAtSite & Pick<Fine, 'violationId' | 'subject' | 'occurredOn'> & { readonly supersedes: readonly string[] },
): Promise<Fine[]> =>
  tx.query(
    `${selectFines} where site_id = $1 and staff_id = $2 and state in ('proposed', 'confirmed', 'contested', 'deducted')
       and (violation_id = $3 or violation_id = any($4::uuid[]) or (subject_type = $5 and subject_id = $6)
         or (occurred_on = $7 and code in ('FI-4.03', 'V-14')))
     order by proposed_at, id`,
    [
      act.siteId,
      act.staffId,
      act.violationId,
      act.supersedes,
      act.subject?.type ?? null,
      act.subject?.id ?? null,
      act.occurredOn,
    ],
  );

/** The penalties of attendance of a person in a span of days, in whatever state. */
export const attendanceFinesOf = async (
  tx: Tx,
  { siteId, staffId, from, through }: PersonAtSite & { readonly from: string; readonly through: string },
): Promise<Fine[]> =>
  tx.query(
    `${selectFines} where site_id = $1 and staff_id = $2 and kind = 'attendance' and occurred_on between $3 and $4
     order by occurred_on, id`,
    [siteId, staffId, from, through],
  );

type NewFine = Omit<Fine, 'confirmedBy' | 'confirmedAt' | 'ruledAt' | 'version' | 'state' | 'amountFen' | 'effects'>;

/** Keeps a fine that is proposed. */
export const insertFine = async (tx: Tx, fine: NewFine): Promise<void> => {
  await tx.query(
    `insert into fine (id, site_id, staff_id, kind, code, violation_id, deviation_id, subject_type, subject_id, occurred_at,
       occurred_on, deal_id, occurrences, grave, reported_by, proposed_by, proposed_at, state, basis, least_fen, most_fen,
       pay_half_days, pay_fen, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'proposed', $18, $19, $20, $21, $22, $23)`,
    [
      fine.id,
      fine.siteId,
      fine.staffId,
      fine.kind,
      fine.code,
      fine.violationId,
      fine.deviationId,
      fine.subject?.type ?? null,
      fine.subject?.id ?? null,
      fine.occurredAt,
      fine.occurredOn,
      fine.dealId,
      fine.occurrences,
      fine.grave,
      fine.reportedBy,
      fine.proposedBy,
      fine.proposedAt,
      fine.basis,
      fine.leastFen,
      fine.mostFen,
      fine.payHalfDays,
      fine.payFen,
      fine.explanationId,
    ],
  );
};

const columns = {
  state: 'state',
  grave: 'grave',
  leastFen: 'least_fen',
  mostFen: 'most_fen',
  amountFen: 'amount_fen',
  payHalfDays: 'pay_half_days',
  payFen: 'pay_fen',
  code: 'code',
  effects: 'effects',
  confirmedBy: 'confirmed_by',
  confirmedAt: 'confirmed_at',
  ruledBy: 'ruled_by',
  ruledAt: 'ruled_at',
  explanationId: 'explanation_id',
} as const;

type Changeable = Fine & { readonly ruledBy: string | null };
export type FineChange = Partial<Pick<Changeable, keyof typeof columns>> & { readonly explanationId: string };

/** Changes a fine that still is as it was read. @throws ConcurrentChange */
export const changeFine = async (tx: Tx, { id, version }: Fine, change: FineChange): Promise<void> => {
  const set = Object.fromEntries(
    Object.entries(change).map(([key, value]) => [columns[key as keyof typeof columns], value]),
  );
  await guardedUpdate(tx, 'fine', { where: { id, version }, set });
};

/** One step in the life of a fine; steps are only added. */
export type FineStep = {
  readonly id: string;
  readonly fineId: string;
  readonly step: string;
  readonly at: Date;
  readonly by: string | null;
  readonly amountFen: number | null;
  /** In the words of the person who acted. */
  readonly reason: string | null;
  readonly explanationId: string;
};

export const insertStep = async (tx: Tx, step: FineStep): Promise<void> => {
  await tx.query(
    `insert into fine_step (id, fine_id, step, at, by_staff, amount_fen, reason, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [step.id, step.fineId, step.step, step.at, step.by, step.amountFen, step.reason, step.explanationId],
  );
};
