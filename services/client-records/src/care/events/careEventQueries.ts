import type { Tx } from '@shouwen/database';
import { type Reader, scopeParameters } from '../../clients/index.ts';
import { joinConsent, joinSeenClient } from '../../consents/index.ts';
import type { CareEvent, CareGuest } from './careEvent.ts';

/** In the shape of `CareEvent`, at the sites $1 (all: $2). */
const selectEvents = `SELECT event_id AS "eventId", site_id AS "siteId", kind, title, place, at,
    planned_cost_fen AS "plannedCostFen", actual_cost_fen AS "actualCostFen", state, planned_by AS "plannedBy",
    explanation_id AS "explanationId", version
  FROM care_event WHERE ($2 OR site_id = ANY($1::uuid[]))`;

export type Sites = '*' | readonly string[];
const parametersOf = (sites: Sites): [readonly string[], boolean] => (sites === '*' ? [[], true] : [sites, false]);

export const careEventsById = async (tx: Tx, sites: Sites, ids: readonly string[]): Promise<CareEvent[]> =>
  tx.query(`${selectEvents} AND event_id = ANY($3::uuid[])`, [...parametersOf(sites), ids]);

export type CareEventPage = {
  readonly siteId: string;
  readonly after: readonly [at: string, eventId: string] | null;
  readonly limit: number;
};

/** A page of a site's events, newest first. */
export const pageOfCareEvents = async (tx: Tx, sites: Sites, page: CareEventPage): Promise<CareEvent[]> =>
  tx.query(
    `${selectEvents} AND site_id = $3 AND ($4::timestamptz IS NULL OR (at, event_id) < ($4, $5::uuid))
     ORDER BY at DESC, event_id DESC LIMIT $6`,
    [...parametersOf(sites), page.siteId, page.after?.[0], page.after?.[1], page.limit],
  );

/** The clients who are guests of an event already; for decisions, never for an answer. */
export const guestIdsOf = async (
  tx: Tx,
  eventId: string,
): Promise<readonly { readonly clientId: string; readonly isInvited: boolean; readonly came: boolean | null }[]> =>
  tx.query(
    `SELECT client_id AS "clientId", invited_at IS NOT NULL AND withdrawn_at IS NULL AS "isInvited", came
     FROM care_guest WHERE event_id = $1`,
    [eventId],
  );

export type GuestPage = { readonly eventId: string; readonly after: string | null; readonly limit: number };

/** A page of an event's guests, as far as the reader may read them; who withdrew before the event is not invited any more. */
export const pageOfGuests = async (
  tx: Tx,
  reader: Reader,
  { eventId, after, limit }: GuestPage,
): Promise<CareGuest[]> =>
  tx.query(
    `SELECT guest.guest_id AS "guestId", guest.event_id AS "eventId", guest.client_id AS "clientId",
       guest.invited_at AS "invitedAt", guest.invited_by AS "invitedBy", guest.brought_by AS "broughtBy",
       CASE WHEN guest.came THEN 'came' WHEN NOT guest.came THEN 'stayed-away'
         WHEN guest.withdrawn_at IS NOT NULL OR NOT coalesce(consent.given, false) THEN 'withdrawn' ELSE 'invited' END AS state
     FROM care_guest guest ${joinSeenClient('guest.client_id')} ${joinConsent('guest.client_id', 'marketing')}
     WHERE guest.event_id = $7 AND ($8::uuid IS NULL OR guest.guest_id > $8) ORDER BY guest.guest_id LIMIT $9`,
    [...scopeParameters(reader), eventId, after, limit],
  );

export type CareEventReport = {
  readonly invited: number;
  readonly came: number;
  readonly stayedAway: number;
  readonly broughtAlong: number;
  readonly visits: number;
  readonly deals: number;
  readonly dealsFen: number;
};

type Benefit = { readonly event: CareEvent; readonly heldOn: string; readonly days: number };

/**
 * Who came to an event, and what it brought: visits after it and deals of its guests at the site, through the given number of days after
 * its own; a deal that was cancelled brought nothing (CR-7.02).
 */
export const careEventReport = async (tx: Tx, { event, heldOn, days }: Benefit): Promise<CareEventReport> => {
  const [row] = (await tx.query(
    `WITH guest AS (SELECT * FROM care_guest WHERE event_id = $1),
     visits AS (SELECT count(*)::int AS visits FROM care_visit v WHERE v.site_id = $2 AND v.received_at > $3
       AND v.received_at < (($4::date + $5::int + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
       AND v.client_id IN (SELECT client_id FROM guest)),
     deals AS (SELECT count(*)::int AS deals, coalesce(sum(price_fen), 0)::bigint AS "dealsFen" FROM care_bond b
       WHERE b.kind = 'deal' AND b.site_id = $2 AND b.ended_on IS NULL
         AND b.opened_on BETWEEN $4::date AND $4::date + $5::int AND b.client_id IN (SELECT client_id FROM guest)),
     guests AS (SELECT count(*) FILTER (WHERE invited_at IS NOT NULL)::int AS invited,
       count(*) FILTER (WHERE came)::int AS came, count(*) FILTER (WHERE NOT came)::int AS "stayedAway",
       count(*) FILTER (WHERE brought_by IS NOT NULL)::int AS "broughtAlong" FROM guest)
     SELECT * FROM guests, visits, deals`,
    [event.eventId, event.siteId, event.at, heldOn, days],
  )) as [CareEventReport];
  return row;
};
