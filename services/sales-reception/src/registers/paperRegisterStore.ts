import type { Tx } from '@shouwen/database';
import type { CallRegistration, VisitRegistration } from './registration.ts';

/** A line that was written on paper before, and the import that brought it. */
export type FromPaper<Line> = Line & { readonly importId: string };

/** Adds first lines of visits from an old register, in one statement; their classes count as of the day on paper. */
export const insertPaperVisits = async (tx: Tx, lines: readonly FromPaper<VisitRegistration>[]): Promise<void> => {
  const json = JSON.stringify(lines);
  await tx.query(
    `INSERT INTO visit_registration (registration_id, site_id, visit_id, client_id, receiver_id, visited_at, visited_on, registered_at,
       registered_by, in_time, in_public_register, class, looking_for, budget, channel, companions, import_id)
     SELECT "registrationId", "siteId", "visitId", "clientId", "receiverId", "visitedAt", "visitedOn", "registeredAt",
       "registeredBy", "inTime", "inPublicRegister", class, "lookingFor", budget, channel, companions, "importId"
     FROM jsonb_to_recordset($1::jsonb) AS line ("registrationId" uuid, "siteId" uuid, "visitId" uuid, "clientId" uuid,
       "receiverId" uuid, "visitedAt" timestamptz, "visitedOn" date, "registeredAt" timestamptz, "registeredBy" uuid,
       "inTime" boolean, "inPublicRegister" boolean, class text, "lookingFor" text, budget text, channel text, companions text,
       "importId" uuid)`,
    [json],
  );
  await rankFromPaper(tx, json, '"visitedAt"');
};

/** The same for calls. */
export const insertPaperCalls = async (tx: Tx, lines: readonly FromPaper<CallRegistration>[]): Promise<void> => {
  const json = JSON.stringify(lines);
  await tx.query(
    `INSERT INTO call_registration (call_id, site_id, client_id, consultant_id, answered_at, answered_on, class, interest,
       channel, registered_at, registered_by, import_id)
     SELECT "callId", "siteId", "clientId", "consultantId", "answeredAt", "answeredOn", class, interest, channel, "registeredAt",
       "registeredBy", "importId"
     FROM jsonb_to_recordset($1::jsonb) AS line ("callId" uuid, "siteId" uuid, "clientId" uuid, "consultantId" uuid,
       "answeredAt" timestamptz, "answeredOn" date, class text, interest text, channel text, "registeredAt" timestamptz,
       "registeredBy" uuid, "importId" uuid)`,
    [json],
  );
  await rankFromPaper(tx, json, '"answeredAt"');
};

const rankFromPaper = async (tx: Tx, json: string, since: string): Promise<void> => {
  await tx.query(
    `INSERT INTO client_class (site_id, client_id, class, since)
     SELECT DISTINCT ON ("siteId", "clientId") "siteId", "clientId", class, ${since}
     FROM jsonb_to_recordset($1::jsonb) AS line ("siteId" uuid, "clientId" uuid, class text, ${since} timestamptz)
     WHERE class IS NOT NULL ORDER BY "siteId", "clientId", ${since} DESC
     ON CONFLICT (site_id, client_id) DO UPDATE SET class = excluded.class, since = excluded.since
     WHERE client_class.since <= excluded.since`,
    [json],
  );
};
