import {
  appendAudit,
  BadInput,
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type IsoDate, type Refusal, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { sitePoliciesOf } from '../../policies/index.ts';
import { clientsKnown, hasPostAt } from '../../projections/index.ts';
import { type ClubEvent, clubRefusal, type ListDuty } from './clubEvent.ts';
import { dutiesOf, findEvent, guestsOf, handIn, insertGuest, letStand, lockEvent, rulingsOn } from './guestStore.ts';
import { recordLateList } from './lateLists.ts';
import { decideListing, isLate, type Listing } from './listGuest.decision.ts';

export type InvitedGuest = { readonly clientId: string; readonly inviterId: string };
export type HandInGuestList = {
  readonly idempotencyKey: string;
  readonly eventId: string;
  readonly department: string;
  readonly owedOn: IsoDate;
  readonly guests: readonly InvitedGuest[];
};
export type ListedGuest = {
  readonly clientId: string;
  readonly outcome: Listing['outcome'];
  readonly explanationId: string;
};
export type ListHandedIn = {
  readonly eventId: string;
  readonly late: boolean;
  readonly guests: readonly ListedGuest[];
};
type Input = Omit<HandInGuestList, 'idempotencyKey'>;

/**
 * SR-7.07: the head of a department hands in the confirmed guests of a day; each is theirs, another's, or to be ruled on. A late list is
 * a violation (K-01). @throws NotFound for an event of a site where the viewer hands in no lists
 */
export const handInGuestList = (
  context: BareContext,
  { idempotencyKey, ...input }: HandInGuestList,
): Promise<CommandResult<ListHandedIn>> => {
  const clients = new Set(input.guests.map(({ clientId }) => clientId));
  if (clients.size !== input.guests.length || clients.size > 500)
    throw new BadInput(text('名单至多500名客户，不得重复。', 'A list has at most 500 clients, each once.'), 'guests');
  return runCommand({ ...context, name: 'handInGuestList', idempotencyKey, input }, async (tx) => {
    const { viewer, now: at } = context;
    const event = await findEvent(tx, input.eventId);
    if (!event || !can(viewer, 'guestList.submit', event.siteId)) throw new NotFound();
    await lockEvent(tx, event.eventId);
    const duties = await dutiesOf(tx, event.eventId);
    const { department, owedOn } = input;
    const duty = duties.find((one) => one.department === department && one.owedOn === owedOn) ?? null;
    const refusal = await faultOf(tx, context, { event, duty, guests: input.guests });
    if (refusal || !duty) {
      const told = refusal ?? notOwed;
      return refusedWith(told, reasoning(at).apply('SR-7.07').explain('REFUSED', told.message));
    }
    return handInTo(tx, context, { event, duty, guests: input.guests });
  });
};

type Handing = { readonly event: ClubEvent; readonly duty: ListDuty; readonly guests: Input['guests'] };

const faultOf = async (
  tx: Tx,
  { viewer, now }: BareContext,
  { event: { siteId, heldOn }, duty, guests }: Omit<Handing, 'duty'> & { readonly duty: ListDuty | null },
): Promise<Refusal | null> => {
  if (!duty || duty.headId !== demandStaff(viewer).staffId) return notOwed;
  if (duty.handedInAt !== null) return clubRefusal('ALREADY_HANDED_IN', '当日名单已提交。', 'That list is handed in.');
  const { zone } = await sitePoliciesOf(tx, siteId);
  const on = siteDate(now, zone);
  if (on > heldOn) return clubRefusal('NOT_OWED', '活动已结束。', 'The event is over.');
  for (const staffId of new Set(guests.map(({ inviterId }) => inviterId)))
    if (!(await hasPostAt(tx, { siteId, staffId, on })))
      return clubRefusal('STAFF_UNKNOWN', '邀约人不是本案场人员。', 'An inviter has no post at the site.');
  return clientsKnown(
    tx,
    guests.map(({ clientId }) => clientId),
  );
};

const handInTo = async (
  tx: Tx,
  context: BareContext,
  { event, duty, guests }: Handing,
): Promise<CommandResult<ListHandedIn>> => {
  const { viewer, now: at } = context;
  const { eventId, siteId } = event;
  await handIn(tx, duty.dutyId, at);
  const late = isLate({ dueAt: duty.dueAt, handedInAt: at });
  if (late) await recordLateList(tx, { ...duty, siteId }, { at, newId: context.newId });
  const listed: ListedGuest[] = [];
  for (const guest of guests) listed.push(await listGuest(tx, context, { event, duty, guest }));
  const resource = { type: 'ClubEvent', id: eventId };
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'guestList.submit', resource, decision: 'allowed' });
  return done({ eventId, late, guests: listed });
};

const listGuest = async (
  tx: Tx,
  { now: at, newId }: BareContext,
  { event, duty, guest }: Omit<Handing, 'guests'> & { readonly guest: InvitedGuest },
): Promise<ListedGuest> => {
  const { eventId, siteId } = event;
  const { clientId, inviterId } = guest;
  const { department, dueAt } = duty;
  const known = (await guestsOf(tx, eventId)).filter((one) => one.clientId === clientId);
  const standing = known.find(({ stands }) => stands) ?? null;
  const ruling = (await rulingsOn(tx, { eventId, clientId })).at(-1) ?? null;
  const { outcome, late, explanation } = decideListing({ department, dueAt, handedInAt: at, standing, ruling });
  const explanationId = newId();
  await saveExplanation(tx, { id: explanationId, subject: { type: 'Client', id: clientId }, siteId, explanation });
  if (known.every((one) => one.department !== department)) {
    const entry = { guestId: newId(), eventId, clientId, department, inviterId, listedAt: at, late, explanationId };
    await insertGuest(tx, { ...entry, stands: false, conflict: outcome === 'CONFLICT', cameAt: null });
  }
  if (outcome === 'LISTED' || outcome === 'TAKEN_OVER') await letStand(tx, { eventId, clientId }, department);
  return { clientId, outcome, explanationId };
};

const notOwed = clubRefusal('NOT_OWED', '您无须提交此名单。', 'This list is not yours to hand in.');
