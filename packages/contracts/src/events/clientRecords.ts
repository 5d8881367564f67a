import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { id, time } from '../fields.ts';

/** A client has a record and a number; who that is, only client-records knows. */
export const clientOpenedV1 = defineEvent(
  'client-records.client.opened.v1',
  z.object({ clientId: id, number: z.string().min(1), siteId: id, openedAt: time }),
  { summary: 'A client record was opened. Name and phone stay in client-records.' },
);
