import { type CommandResult, can, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { reasoning, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { sitePoliciesOf } from '../../policies/index.ts';
import { clubRefusal } from './clubEvent.ts';
import { findEvent, lockEvent, markCame } from './guestStore.ts';
import type { EventDone } from './planEvent.ts';

export type RecordGuestsCame = {
  readonly idempotencyKey: string;
  readonly eventId: string;
  readonly clientIds: readonly string[];
};

/** SR-3.19: who came was not invited in vain. Needs `guestList.rule` at the site; from the day of the event on. @throws NotFound */
export const recordGuestsCame = (
  context: BareContext,
  { idempotencyKey, ...input }: RecordGuestsCame,
): Promise<CommandResult<EventDone>> =>
  runCommand({ ...context, name: 'recordGuestsCame', idempotencyKey, input }, async (tx) => {
    const { viewer, now: at } = context;
    const { eventId, clientIds } = input;
    const event = await findEvent(tx, eventId);
    if (!event || !can(viewer, 'guestList.rule', event.siteId)) throw new NotFound();
    await lockEvent(tx, eventId);
    const { zone } = await sitePoliciesOf(tx, event.siteId);
    if (siteDate(at, zone) < event.heldOn)
      return refusedWith(notYet, reasoning(at).apply('SR-7.07').explain('REFUSED', notYet.message));
    await markCame(tx, eventId, { clientIds, at });
    return done({ eventId });
  });

const notYet = clubRefusal('BAD_INPUT', '活动尚未举行。', 'The event has not been held yet.');
