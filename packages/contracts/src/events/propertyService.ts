import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { id, time } from '../fields.ts';

/** Somebody complained; what about, only property-service knows. */
export const complaintRegisteredV1 = defineEvent(
  'property-service.complaint.registered.v1',
  z.object({ complaintId: id, siteId: id, clientId: id, registeredAt: time, kind: z.string().min(1) }),
  { summary: 'A complaint of a client was registered.' },
);
