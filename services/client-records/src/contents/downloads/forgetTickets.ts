import type { DueWork } from '@shouwen/timers';
import { forgetTickets } from './ticketStore.ts';

const atOnce = 1_000;
const keptMilliseconds = 24 * 3_600_000;

/** Tickets that are over for a day are of no use to anybody; the trace stays. They belong to no site, so never to one site's rehearsal. */
export const clearTickets: DueWork = {
  name: 'contents.forgetTickets',
  batch: async ({ db }, { now, siteId }) =>
    siteId === null ? db.transaction((tx) => forgetTickets(tx, new Date(now.getTime() - keptMilliseconds), atOnce)) : 0,
};
