import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { date, id, reason, rules, time } from '../fields.ts';

/** The owner is told that a claim is about to lapse (SR-3: one day ahead by default). */
export const claimLapseWarnedV1 = defineEvent(
  'sales-reception.claim.lapse-warned.v1',
  z.object({
    claimId: id,
    clientId: id,
    siteId: id,
    consultantId: id,
    lapsesOn: date,
    because: z.enum(['validity', 'freshness']),
    rules,
  }),
  { summary: 'A claim lapses soon unless its owner does something.' },
);

/** An old client won a new one (SR-6): the old one earns loyalty points (SR-6.04, CR-6). */
export const referralRecognisedV1 = defineEvent(
  'sales-reception.referral.recognised.v1',
  z.object({ visitId: id, siteId: id, oldClientId: id, newClientId: id, recognisedAt: time, rules }),
  { summary: 'A new client came through an old one, in one of the ways that count as a referral.' },
);

/** Somebody broke a rule of conduct; finance proposes the fine (FI-3). One event for each person. */
export const violationRecordedV1 = defineEvent(
  'sales-reception.violation.recorded.v1',
  z.object({
    violationId: id,
    siteId: id,
    staffId: id,
    /** 'V-46', 'K-01' …; null: without an entry in a schedule, the amount is ruled. */
    code: z.string().min(1).nullable(),
    occurredAt: time,
    /** Null: found by the system. */
    reportedBy: id.nullable(),
    subject: z.object({ type: z.string().min(1), id }).nullable(),
    dealId: id.nullable(),
    /** How often it happened in one act: units, papers, days; the fine is per occurrence. */
    occurrences: z.int().positive(),
    grave: z.boolean(),
    reason,
    rules,
    /** Violations of a less specific code for the same act, which this one takes the place of: one act, one code (FI-3). */
    supersedes: z.array(id).optional(),
  }),
  { summary: 'A violation of the rules was recorded.' },
);

/** Two sides argue over a client: what the deal pays is frozen until the case is closed (SR-7.04, FI-1.09). */
export const dealFrozenV1 = defineEvent(
  'sales-reception.deal.frozen.v1',
  z.object({ dealId: id, siteId: id, disputeId: id, frozenAt: time }),
  { summary: 'The commission of a deal is not paid out while a dispute about it is open.' },
);

export const dealReleasedV1 = defineEvent(
  'sales-reception.deal.released.v1',
  z.object({ dealId: id, siteId: id, disputeId: id, releasedAt: time }),
  { summary: 'A dispute about a deal is closed; a changed split is told by attribution-changed before.' },
);
