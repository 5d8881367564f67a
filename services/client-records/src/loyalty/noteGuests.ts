import { actorOf, type Viewer } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { saveGuest } from './factStore.ts';
import { settlePerson } from './settlePerson.ts';

type Event = { readonly eventId: string; readonly siteId: string; readonly at: Date };
type Guest = { readonly clientId: string; readonly came: boolean; readonly broughtBy: string | null };
type Noting = { readonly now: Date; readonly newId: () => string; readonly viewer: Viewer };

/**
 * CR-6.04: who came to an event and who brought whom, from the feature that keeps the events, in its transaction. Points follow at once;
 * when it is said otherwise later, they are taken back. What a person bought, and which events there were before, counts at all sites;
 * nothing of it is answered.
 */
export const noteGuests = (
  tx: Tx,
  { now, newId, viewer }: Noting,
  { event, guests }: { readonly event: Event; readonly guests: readonly Guest[] },
): Promise<void> =>
  acrossSites(tx, async () => {
    for (const { clientId, came, broughtBy } of guests)
      await saveGuest(tx, {
        ...{ guestId: newId(), eventId: event.eventId, clientId, siteId: event.siteId },
        ...{ heldAt: event.at, heldOn: siteDate(event.at), broughtBy: came ? broughtBy : null },
      });
    for (const { clientId } of guests) await settlePerson(tx, { now, newId, by: actorOf(viewer) }, clientId);
  });
