import { BadInput } from '@shouwen/access';
import { addDays, text } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  fromGraphName,
  type GraphContext,
  pageOf,
  toGraphName,
  toGraphResult,
} from '@shouwen/subgraph';
import { type ClientLoaders, type ClientRow, readerOf } from '../../clients/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { Vault } from '../../vault/index.ts';
import { dayAndId, demandDays, demandSomewhere } from '../careScope.ts';
import { holidayIn } from './calendar.ts';
import { type DoGreeting, doGreeting } from './doGreeting.ts';
import type { GreetingKind, GreetingResult, GreetingState, Holiday, Person } from './greeting.ts';
import type { GreetingLoaders } from './greetingLoaders.ts';
import { pageOfGreetings } from './greetingQueries.ts';
import { greetingTypes } from './greetingTypes.resolvers.ts';
import { type RecordOccasion, recordOccasion, removeClientOccasion } from './recordOccasion.ts';

type Context = GraphContext<ClientLoaders & GreetingLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Listed = {
  readonly from?: string | null;
  readonly through?: string | null;
  readonly states: readonly string[];
  readonly first?: number | null;
  readonly after?: string | null;
};

const daysOf = ({ from, through }: Listed, today: string): { from: string; through: string } => {
  const first = from ?? today;
  const last = through ?? addDays(first, 6);
  demandDays(first, last, 92);
  return { from: first, through: last };
};

export const greetingsResolvers = (vault: Vault) => ({
  ...greetingTypes(vault),
  Client: {
    occasions: async (client: ClientRow | { readonly id: string }, _: unknown, { loaders }: Context) => {
      if (!('phoneSealed' in client)) return null;
      return (await loaders.careClients.load(client.id)) ? loaders.occasions.load(client.id) : null;
    },
  },
  Query: {
    greetings: async (_: unknown, asked: Listed, context: Context) => {
      demandSomewhere(context, 'care.read');
      const reader = readerOf(context, 'care.read');
      const { limit, after } = pageOf(asked, 2);
      const states = asked.states.map((state) => fromGraphName<GreetingState>(state));
      const page = { ...daysOf(asked, reader.today), states, after: dayAndId(after), limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfGreetings(tx, reader, page));
      return connectionOf(rows, limit, ({ dueOn, greetingId }) => [dueOn, greetingId]);
    },
    greetingHolidays: async (_: unknown, { year }: { readonly year: number }, context: Context) => {
      demandSomewhere(context, 'care.read');
      if (year < 1900 || year > 2200) throw new BadInput(text('年份无效。', 'This is no year.'), 'year');
      const { params } = await context.db.read((tx) => recordsPolicyAt(tx, null, context.now));
      return (params['greeting.holidays'] as readonly Holiday[]).map((holiday) => {
        const day = holidayIn(holiday, year);
        const known = typeof day === 'string';
        return { holiday: toGraphName(holiday), day: known ? day : null, missing: known ? null : day.message };
      });
    },
  },
  Mutation: {
    recordOccasion: async (_: unknown, { input }: Input<RecordOccasion>, context: Context) => {
      const told = { ...input, whose: fromGraphName<Person>(input.whose) };
      return toGraphResult('OccasionRecorded', await recordOccasion(vault)(context, told));
    },
    removeOccasion: async (
      _: unknown,
      { input }: Input<{ readonly idempotencyKey: string; readonly occasionId: string }>,
      context: Context,
    ) => toGraphResult('OccasionRecorded', await removeClientOccasion(context, input)),
    doGreeting: async (_: unknown, { input }: Input<DoGreeting>, context: Context) => {
      const kinds = input.kinds.map((kind) => fromGraphName<GreetingKind>(kind));
      const told = { ...input, kinds, result: fromGraphName<GreetingResult>(input.result) };
      return toGraphResult('GreetingRecorded', await doGreeting(context, told));
    },
  },
});
