import type { Tx } from '@shouwen/database';
import { type Reader, scopeParameters } from '../../clients/index.ts';
import { joinConsent, joinSeenClient } from '../../consents/index.ts';
import type { Greeting, GreetingState } from './greeting.ts';

/** What holds at every read, whether the timer came or not: without consent it is cancelled, after its last day it is missed. */
const stateNow = `CASE WHEN card.state <> 'planned' THEN card.state
    WHEN NOT coalesce(consent.given, false) THEN 'cancelled' WHEN card.through < $6::date THEN 'missed' ELSE 'planned' END`;

/** In the shape of `Greeting`, of clients whom the reader may read; $1–$6 are `scopeParameters`, and $6 is today. */
const selectSeen = `SELECT card.greeting_id AS "greetingId", card.client_id AS "clientId", card.site_id AS "siteId", card.occasion,
    card.whose, card.holiday, card.due_on AS "dueOn", card.through, card.rank, card.kinds, now.state, card.planned_at AS "plannedAt",
    card.closed_at AS "closedAt", card.closed_by AS "closedBy",
    CASE WHEN now.state = 'cancelled' THEN coalesce(card.reason, 'consent-withdrawn') END AS reason,
    card.done_kinds AS "doneKinds", card.result, card.cost_fen AS "costFen", card.explanation_id AS "explanationId", card.version
  FROM greeting card ${joinSeenClient('card.client_id')} ${joinConsent('card.client_id', 'care')} CROSS JOIN LATERAL (SELECT ${stateNow} AS state) now`;

export type GreetingPage = {
  readonly from: string;
  readonly through: string;
  readonly states: readonly GreetingState[];
  readonly after: readonly [dueOn: string, greetingId: string] | null;
  readonly limit: number;
};

/** A page of the greetings due within these days, in their order, of the clients whom the reader may read (CR-7.01, CR-2.01). */
export const pageOfGreetings = async (tx: Tx, reader: Reader, page: GreetingPage): Promise<Greeting[]> =>
  tx.query(
    `${selectSeen} WHERE card.due_on BETWEEN $7::date AND $8::date AND now.state = ANY($9)
       AND ($10::date IS NULL OR (card.due_on, card.greeting_id) > ($10::date, $11::uuid))
     ORDER BY card.due_on, card.greeting_id LIMIT $12`,
    [
      ...scopeParameters(reader),
      ...[page.from, page.through, page.states, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
    ],
  );

/** These greetings, as far as the reader may read their clients. */
export const seenGreetings = async (tx: Tx, reader: Reader, ids: readonly string[]): Promise<Greeting[]> =>
  tx.query(`${selectSeen} WHERE card.greeting_id = ANY($7::uuid[])`, [...scopeParameters(reader), ids]);

/** Whether there is such a greeting at all: for the trace of an attempt, never for an answer. */
export const clientOfGreeting = async (tx: Tx, greetingId: string): Promise<string | null> => {
  const rows: { clientId: string }[] = await tx.query(
    'SELECT client_id AS "clientId" FROM greeting WHERE greeting_id = $1',
    [greetingId],
  );
  return rows[0]?.clientId ?? null;
};
