import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { date, id, reason, role, time } from '../fields.ts';

/** A site exists, with the presets that its rules start from. */
export const siteOpenedV1 = defineEvent(
  'organization.site.opened.v1',
  z.object({
    siteId: id,
    kind: z.enum(['sales', 'property']),
    salesPreset: z.enum(['one-month', 'triple-confirmation']).nullable(),
    servicePreset: z.string().nullable(),
    timeZone: z.string().min(1),
    openedOn: date,
    effectiveFrom: time,
  }),
  { summary: 'A site was opened, with its time zone and the presets its policies start from.' },
);

/** Somebody holds a post at a site from a day on. */
export const postAssignedV1 = defineEvent(
  'organization.post.assigned.v1',
  z.object({
    postId: id,
    staffId: id,
    siteId: id,
    role,
    from: date,
    to: date.nullable(),
    rosterOrder: z.int().nullable(),
    /** Who signs for whom follows from it (CR-4). */
    department: z.string().min(1).optional(),
  }),
  { summary: 'A member of staff was given a post at a site; consultants also get their place in the roster.' },
);

/** Somebody no longer holds a post. */
export const postEndedV1 = defineEvent(
  'organization.post.ended.v1',
  z.object({ postId: id, staffId: id, siteId: id, role, endedOn: date }),
  { summary: 'A member of staff left a post; the last day is the day given.' },
);

/** A sign-in is over: tokens of the session are worth nothing from now on. */
export const sessionEndedV1 = defineEvent(
  'organization.session.ended.v1',
  z.object({ sessionId: id, staffId: id, endedAt: time, reason }),
  { summary: 'A session ended by sign-out, by expiry, or because a refresh token was used twice.' },
);

/** Somebody is away with leave; the days are calendar days, both included (FI-1.04, OR-4.04). */
export const leaveApprovedV1 = defineEvent(
  'organization.leave.approved.v1',
  z.object({
    leaveId: id,
    staffId: id,
    siteId: id,
    kind: z.enum(['sick', 'personal', 'annual', 'other']),
    from: date,
    through: date,
    approvedBy: id,
    approvedAt: time,
  }),
  { summary: 'Leave was approved.' },
);

export const leaveWithdrawnV1 = defineEvent(
  'organization.leave.withdrawn.v1',
  z.object({ leaveId: id, staffId: id, siteId: id, withdrawnAt: time }),
  { summary: 'An approved leave was withdrawn before it began.' },
);

/** Late, early, absent (OR-4.03): finance computes the penalty (FI-4). */
export const attendanceDeviatedV1 = defineEvent(
  'organization.attendance.deviated.v1',
  z.object({
    deviationId: id,
    staffId: id,
    siteId: id,
    on: date,
    kind: z.enum(['late', 'left-early', 'absent']),
    /** How late or early; null for an absence. */
    minutes: z.int().positive().nullable(),
    /** Of an absence, in half days; null otherwise. */
    halfDays: z.int().positive().nullable(),
    grave: z.boolean(),
    recordedBy: id,
    recordedAt: time,
  }),
  { summary: 'Somebody was late, left early, or was absent without leave.' },
);

/** A recorded deviation was a mistake, or was excused. */
export const attendanceExcusedV1 = defineEvent(
  'organization.attendance.excused.v1',
  z.object({ deviationId: id, staffId: id, siteId: id, excusedAt: time }),
  { summary: 'A recorded lateness, early leaving or absence does not count after all.' },
);

/** A partner system may ask at these sites, within its scopes (OR-1.05, SR-10.05). */
export const partnerRegisteredV1 = defineEvent(
  'organization.partner.registered.v1',
  z.object({ partnerId: id, siteIds: z.array(id), registeredAt: time }),
  { summary: 'A partner system got credentials for these sites.' },
);

/** Tokens that were given for this credential are worth nothing from now on. */
export const partnerCredentialEndedV1 = defineEvent(
  'organization.partner.credential-ended.v1',
  z.object({ partnerId: id, credentialId: id, endedAt: time, reason: z.enum(['renewed', 'ended']) }),
  { summary: 'The secret of a partner system was renewed, or the partner ended altogether.' },
);

/** Somebody holds a post for the whole company, such as finance or the records department (OR-1.01). */
export const companyPostAssignedV1 = defineEvent(
  'organization.company-post.assigned.v1',
  z.object({ postId: id, staffId: id, role, department: z.string().min(1), from: date, to: date.nullable() }),
  { summary: 'A member of staff was given a post for all sites; with the department, for who signs for whom.' },
);

export const companyPostEndedV1 = defineEvent(
  'organization.company-post.ended.v1',
  z.object({ postId: id, staffId: id, role, endedOn: date }),
  { summary: 'A member of staff left a post for all sites; the last day is the day given.' },
);
