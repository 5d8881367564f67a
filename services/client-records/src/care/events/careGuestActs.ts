import { actorOf, BadInput, type CommandResult, demandStaff, done, NotFound, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readableClients, readerOf } from '../../clients/index.ts';
import { consentingClients } from '../../consents/index.ts';
import { noteGuests } from '../../loyalty/index.ts';
import { type Came, type Invitation, inviteOne, mayInvite, mayRecord } from './careEvent.decision.ts';
import { type CareEventDone, eventFor, keepEventAct, refuseEvent, sitesOfCare } from './careEventActs.ts';
import { guestIdsOf } from './careEventQueries.ts';
import { insertInvitation, lockCareEvent, writeAttendance } from './careEventStore.ts';

export type InviteClients = {
  readonly idempotencyKey: string;
  readonly eventId: string;
  readonly clientIds: readonly string[];
};
export type Invited = CareEventDone & {
  readonly answers: readonly { readonly clientId: string; readonly answer: Invitation }[];
};
const most = 100;

/** By the ids as they were asked for; whom the viewer may not read, as planner or for the own clients, is missing. */
const seenBy = async (tx: Tx, context: BareContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const asked = ids.filter(isUuid);
  const planning = await readableClients(tx, readerOf(context, 'care.plan'), asked);
  const handling = await readableClients(tx, readerOf(context, 'care.handle'), asked);
  return new Map([...planning, ...handling].map(({ askedId, id }) => [askedId, id]));
};

/** @throws BadInput for none or more than 100 */
const demandSome = (many: readonly unknown[], field: string): void => {
  if (many.length >= 1 && many.length <= most) return;
  throw new BadInput(text(`一次1至${most}位客户。`, `1 to ${most} clients at once.`), field);
};

/**
 * CR-7.02: invites clients who agreed to marketing; for each it is told whether, or why not. Needs `care.plan` or, for the own clients,
 * `care.handle` at the site. @throws NotFound, BadInput
 */
export const inviteClients = (
  context: BareContext,
  { idempotencyKey, ...input }: InviteClients,
): Promise<CommandResult<Invited>> => {
  demandStaff(context.viewer);
  demandSome(input.clientIds, 'clientIds');
  return runCommand({ ...context, name: 'inviteClients', idempotencyKey, input }, async (tx) => {
    const { now: at, viewer, newId } = context;
    const event = await eventFor(tx, sitesOfCare(viewer), input.eventId);
    const refusal = mayInvite({ now: at, event });
    if (refusal) return refuseEvent(refusal, at);
    await lockCareEvent(tx, event.eventId);
    const seen = await seenBy(tx, context, input.clientIds);
    const agreed = await consentingClients(tx, [...seen.values()], 'marketing');
    const invited = new Set(
      (await guestIdsOf(tx, event.eventId)).flatMap((guest) => (guest.isInvited ? [guest.clientId] : [])),
    );
    const answers = [];
    for (const asked of new Set(input.clientIds)) {
      const clientId = seen.get(asked) ?? asked;
      const facts = { isSeen: seen.has(asked), isInvited: invited.has(clientId), hasConsent: agreed.has(clientId) };
      const answer = inviteOne(facts);
      answers.push({ clientId: asked, answer });
      if (answer !== 'invited') continue;
      invited.add(clientId);
      await insertInvitation(tx, event, { guestId: newId(), clientId, at, by: actorOf(viewer) });
    }
    const count = answers.filter(({ answer }) => answer === 'invited').length;
    const why = reasoning(at).apply('CR-7.02', 'CR-2.06').fact('asked', answers.length).fact('invited', count);
    const explanation = why.explain(
      'INVITED',
      text('已邀请同意营销的客户。', 'Those who agreed to marketing are invited.'),
    );
    await keepEventAct(tx, context, { action: 'care.invite', ...event, explanation });
    return done({ eventId: event.eventId, answers });
  });
};

export type RecordAttendance = {
  readonly idempotencyKey: string;
  readonly eventId: string;
  readonly guests: readonly Came[];
};

/**
 * CR-7.02: who came, who stayed away, and who brought whom. Needs `care.plan`, or `care.handle` for the own clients, at the site.
 * @throws NotFound for an event or a client the viewer may not know of
 */
export const recordAttendance = (
  context: BareContext,
  { idempotencyKey, ...input }: RecordAttendance,
): Promise<CommandResult<CareEventDone>> => {
  demandStaff(context.viewer);
  demandSome(input.guests, 'guests');
  return runCommand({ ...context, name: 'recordCareAttendance', idempotencyKey, input }, async (tx) => {
    const { now: at, viewer, newId } = context;
    const event = await eventFor(tx, sitesOfCare(viewer), input.eventId);
    await lockCareEvent(tx, event.eventId);
    const ids = input.guests.flatMap(({ clientId, broughtBy }) => (broughtBy ? [clientId, broughtBy] : [clientId]));
    const seen = await seenBy(tx, context, ids);
    const surely = (id: string): string => {
      const known = seen.get(id);
      if (known === undefined) throw new NotFound();
      return known;
    };
    const guests = input.guests.map(({ clientId, came, broughtBy }) => ({
      ...{ clientId: surely(clientId), came, broughtBy: broughtBy && surely(broughtBy) },
    }));
    const before = await guestIdsOf(tx, event.eventId);
    const stayedAway = new Set(guests.flatMap(({ clientId, came }) => (came ? [] : [clientId])));
    const came = [...before.filter((guest) => guest.came), ...guests.filter((guest) => guest.came)];
    const present = new Set(came.map(({ clientId }) => clientId).filter((id) => !stayedAway.has(id)));
    const refusal = mayRecord({ now: at, event, guests, present });
    if (refusal) return refuseEvent(refusal, at);
    for (const guest of guests)
      await writeAttendance(tx, event, { ...guest, guestId: newId(), at, by: actorOf(viewer) });
    // Points follow in the same transaction (CR-6.04).
    await noteGuests(tx, context, { event, guests });
    const why = reasoning(at).apply('CR-7.02').fact('recorded', guests.length).fact('came', present.size);
    const explanation = why.explain('RECORDED', text('已登记到场情况。', 'Who came is recorded.'));
    await keepEventAct(tx, context, { action: 'care.recordAttendance', ...event, explanation });
    return done({ eventId: event.eventId });
  });
};
