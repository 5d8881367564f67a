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
