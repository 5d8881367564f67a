import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { date, id, time } from '../fields.ts';

/** A client has a record and a number; who that is, only client-records knows. */
export const clientOpenedV1 = defineEvent(
  'client-records.client.opened.v1',
  z.object({ clientId: id, number: z.string().min(1), siteId: id, openedAt: time }),
  { summary: 'A client record was opened. Name and phone stay in client-records.' },
);

/** Two records turned out to be one person (CR-1.05). What others keep under the merged id belongs to the surviving one. */
export const clientMergedV1 = defineEvent(
  'client-records.client.merged.v1',
  z.object({ mergeId: id, survivingId: id, mergedId: id, mergedAt: time }),
  { summary: 'A client record was merged into another; the old id goes on answering with the surviving record.' },
);

export const clientUnmergedV1 = defineEvent(
  'client-records.client.unmerged.v1',
  z.object({ mergeId: id, survivingId: id, mergedId: id, unmergedAt: time }),
  { summary: 'A merge was undone: both records stand alone again.' },
);

/** The key of a client was destroyed (CR-2.06): nobody reads the personal data again. */
export const clientErasedV1 = defineEvent(
  'client-records.client.erased.v1',
  z.object({ clientId: id, number: z.string().min(1), erasedAt: time }),
  { summary: 'The personal data of a client were erased; number and id stay as names of what was done.' },
);

/** What a client agreed to changed (CR-2.06, CR-7.01): without consent nobody calls or writes. */
export const clientConsentChangedV1 = defineEvent(
  'client-records.consent.changed.v1',
  z.object({ clientId: id, purpose: z.enum(['marketing', 'care', 'survey']), given: z.boolean(), at: time }),
  { summary: 'A client gave or withdrew consent to being addressed for a purpose.' },
);

/** The tier of a client (CR-6.01): who gets priority, whose orders need a closer look. */
export const clientTierChangedV1 = defineEvent(
  'client-records.client.tier-changed.v1',
  z.object({ clientId: id, tier: z.enum(['A', 'B', 'C']), provisional: z.boolean(), from: date, decidedAt: time }),
  { summary: 'A client was put into a tier, by the yearly review, after half a year, or provisionally.' },
);

/** A client was made a VIP, or is none any more (CR-6.03): greeted and served accordingly. */
export const clientVipChangedV1 = defineEvent(
  'client-records.client.vip-changed.v1',
  z.object({ clientId: id, vip: z.boolean(), decidedAt: time }),
  { summary: 'A client became a VIP, or ceased to be one.' },
);

/** Client data has leaked or may have (CR-5.01). */
export const leakReportedV1 = defineEvent(
  'client-records.leak.reported.v1',
  z.object({
    caseId: id,
    siteId: id.nullable(),
    raisedBy: z.enum(['staff', 'pattern', 'inspection']),
    reportedAt: time,
  }),
  { summary: 'A leak of client data was reported by somebody, by a pattern in the trace, or by an inspection.' },
);
