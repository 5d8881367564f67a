import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { date, fen, id, reason, rules, time } from '../fields.ts';

/** Who shares a deal, in whole parts; the parts are weights, not per cent. */
const consultants = z.array(
  z.object({
    staffId: id,
    parts: z.int().positive(),
    /** `joint`: both spouses' consultants (SR-3.14); `ruled`: by settlement or ruling (SR-7.04). */
    role: z.enum(['owner', 'original', 'new', 'first', 'designated', 'joint', 'ruled']),
  }),
);

/** A visitor was received by a consultant. */
export const visitReceivedV1 = defineEvent(
  'sales-reception.visit.received.v1',
  z.object({
    visitId: id,
    siteId: id,
    clientId: id.nullable(),
    consultantId: id,
    receivedAt: time,
    turn: z.enum(['counted', 'not-counted']),
    rules,
  }),
  { summary: 'A visitor was received, and the turn of the consultant was used up or not.' },
);

/** A consultant owns a client for a while. */
export const claimOpenedV1 = defineEvent(
  'sales-reception.claim.opened.v1',
  z.object({
    claimId: id,
    clientId: id,
    siteId: id,
    consultantId: id,
    openedOn: date,
    validThrough: date,
    freshThrough: date.nullable(),
    rules,
  }),
  { summary: 'A consultant became the owner of a client; the last valid and the last fresh day are included.' },
);

/** The ownership lasts longer than it did. */
export const claimExtendedV1 = defineEvent(
  'sales-reception.claim.extended.v1',
  z.object({ claimId: id, validThrough: date, freshThrough: date.nullable() }),
  { summary: 'An ownership was extended, by a follow-up or a visit.' },
);

/** The ownership is over. */
export const claimEndedV1 = defineEvent(
  'sales-reception.claim.ended.v1',
  z.object({ claimId: id, clientId: id, siteId: id, consultantId: id, endedOn: date, reason, rules }),
  { summary: 'A consultant is no longer the owner of a client.' },
);

/** A unit was sold: all that finance needs to pay for it. */
export const dealClosedV1 = defineEvent(
  'sales-reception.deal.closed.v1',
  z.object({
    dealId: id,
    siteId: id,
    clientId: id,
    unitId: id,
    priceFen: fen.nonnegative(),
    closedAt: time,
    closedOn: date,
    subscribedOn: date,
    product: z.string().min(1),
    channel: z.enum([
      'none',
      'company-introduced',
      'company-arranged-consultant',
      'company-arranged-others',
      'company-designated',
      'employee-referral',
    ]),
    introducerId: id.nullable(),
    /** Who was with the client when the deal closed, where it is known (FI-1.04: closes for an owner on sick leave). */
    closedBy: id.nullable().optional(),
    consultants,
    rules,
    policyVersion: z.int(),
  }),
  { summary: 'A deal was closed, with its price, its channel and who shares it.' },
);

/** The deal is shared differently from now on. */
export const dealAttributionChangedV1 = defineEvent(
  'sales-reception.deal.attribution-changed.v1',
  z.object({ dealId: id, consultants, rules, decidedAt: time }),
  { summary: 'A ruling changed who shares a deal.' },
);

/** The deal came to nothing. */
export const dealCancelledV1 = defineEvent(
  'sales-reception.deal.cancelled.v1',
  z.object({
    dealId: id,
    cancelledAt: time,
    cancelledOn: date,
    fault: z.enum(['client', 'consultant', 'developer', 'none']),
    reason,
  }),
  { summary: 'A closed deal was cancelled, and by whose fault.' },
);
