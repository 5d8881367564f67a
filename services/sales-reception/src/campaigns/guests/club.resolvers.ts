import { can, NotFound } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { GraphContext } from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import type { ClubEvent, Guest, ListDuty } from './clubEvent.ts';
import { dutiesOf, findEvent, guestsOf } from './guestStore.ts';
import { type HandInGuestList, handInGuestList, type ListHandedIn } from './handInGuestList.ts';
import { type EventDone, type PlanEvent, planClubEvent } from './planEvent.ts';
import { type RecordGuestsCame, recordGuestsCame } from './recordGuestsCame.ts';
import { type RuleInvitation, ruleInvitation } from './ruleInvitation.ts';

type Context = GraphContext<ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type PlanInput = Omit<PlanEvent, 'session'> & { readonly session: string };

const seeEvent = async (id: string, { db, viewer }: Context): Promise<ClubEvent | null> => {
  const event = isUuid(id) ? await db.read((tx) => findEvent(tx, id)) : null;
  const sees = event && (can(viewer, 'guestList.submit', event.siteId) || can(viewer, 'guestList.rule', event.siteId));
  return sees ? event : null;
};

const demandEvent = (eventId: string): void => {
  if (!isUuid(eventId)) throw new NotFound();
};

const event = ({ eventId }: EventDone, _: unknown, context: Context) => seeEvent(eventId, context);
const explanation = ({ explanationId }: { readonly explanationId: string }, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);
const client = ({ clientId }: { readonly clientId: string }) => ({ id: clientId });

export const clubResolvers = {
  Query: { clubEvent: (_: unknown, { id }: { readonly id: string }, context: Context) => seeEvent(id, context) },
  Mutation: {
    planClubEvent: async (_: unknown, { input }: Asked<PlanInput>, context: Context) => {
      demandIds({ siteId: input.siteId });
      for (const { headId } of input.departments) demandIds({ departments: headId });
      const session = input.session === 'EVENING' ? 'evening' : 'afternoon';
      return toGraphResult('ClubEventDone', await planClubEvent(context, { ...input, session }));
    },
    handInGuestList: async (_: unknown, { input }: Asked<HandInGuestList>, context: Context) => {
      demandEvent(input.eventId);
      for (const { clientId, inviterId } of input.guests) demandIds({ guests: clientId, inviters: inviterId });
      return toGraphResult('GuestListHandedIn', await handInGuestList(context, input));
    },
    ruleInvitation: async (_: unknown, { input }: Asked<RuleInvitation>, context: Context) => {
      demandEvent(input.eventId);
      demandIds({ clientId: input.clientId });
      const { department = null } = input;
      return toGraphResult('ClubEventDone', await ruleInvitation(context, { ...input, department }));
    },
    recordGuestsCame: async (_: unknown, { input }: Asked<RecordGuestsCame>, context: Context) => {
      demandEvent(input.eventId);
      for (const clientId of input.clientIds) demandIds({ clientIds: clientId });
      return toGraphResult('ClubEventDone', await recordGuestsCame(context, input));
    },
  },
  ClubEventDone: { event },
  GuestListHandedIn: { event, guests: ({ guests }: ListHandedIn) => guests },
  ListedGuest: { client, explanation },
  ClubEvent: {
    id: ({ eventId }: ClubEvent) => eventId,
    site: ({ siteId }: ClubEvent) => ({ id: siteId }),
    session: ({ session }: ClubEvent) => session.toUpperCase(),
    lists: ({ eventId }: ClubEvent, _: unknown, { db }: Context) => db.read((tx) => dutiesOf(tx, eventId)),
    guests: ({ eventId }: ClubEvent, _: unknown, { db }: Context) => db.read((tx) => guestsOf(tx, eventId)),
    explanation,
  },
  GuestListDuty: { head: ({ headId }: ListDuty) => ({ id: headId }) },
  ClubGuest: { client, inviter: ({ inviterId }: Guest) => ({ id: inviterId }), explanation },
};
