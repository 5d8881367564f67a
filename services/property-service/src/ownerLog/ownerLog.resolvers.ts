import { type CommandResult, explanationsOf, NotSignedIn } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { connectionOf, type GraphContext, toGraphExplanation, toGraphRefusal, typedPageOf } from '@shouwen/subgraph';
import type { ComplaintLoaders } from '../complaints/index.ts';
import type { OwnerLogLoaders } from './ownerLogLoaders.ts';
import { type EntryRow, openEntriesOf } from './ownerLogQueries.ts';
import { type RegisterMatter, registerMatter } from './registerMatter.ts';
import { type AnswerMatter, answerMatter, type StrikeOffMatter, strikeOffMatter } from './settleMatter.ts';

type Context = GraphContext<OwnerLogLoaders & ComplaintLoaders>;
type Input<T> = { readonly input: T };

const recorded = (answer: CommandResult<{ entryId: string }>) =>
  answer.outcome === 'refused'
    ? toGraphRefusal(answer.refusal, answer.explanation)
    : { __typename: 'OwnerMatterRecorded', ...answer.result };

export const ownerLogResolvers = {
  OwnerMatterCategory: {
    AFTER_SALES: 'after-sales',
    REPAIR: 'repair',
    COMPLAINT: 'complaint',
    SERVICE: 'service',
    PRAISE: 'praise',
    SUGGESTION: 'suggestion',
    OTHER: 'other',
  },
  OwnerMatterChannel: { IN_PERSON: 'in-person', PHONE: 'phone', LETTER: 'letter', MAIL: 'mail', MESSAGE: 'message' },
  Query: {
    openOwnerMatters: async (
      _: unknown,
      { siteId, ...page }: { siteId: string; first?: number; after?: string },
      { viewer, db }: Context,
    ) => {
      if (viewer.kind === 'anonymous') throw new NotSignedIn();
      const { limit, after } = typedPageOf(page, ['id']);
      const request = { siteId, after: after?.[0] ?? null, limit: limit + 1 };
      const rows = isUuid(siteId) ? await db.read((tx) => openEntriesOf(tx, viewer, request)) : [];
      return connectionOf(rows, limit, ({ id }) => [id]);
    },
  },
  Mutation: {
    registerOwnerMatter: async (_: unknown, { input }: Input<RegisterMatter>, context: Context) =>
      recorded(await registerMatter(context, input)),
    answerOwnerMatter: async (_: unknown, { input }: Input<AnswerMatter>, context: Context) =>
      recorded(await answerMatter(context, input)),
    strikeOffOwnerMatter: async (_: unknown, { input }: Input<StrikeOffMatter>, context: Context) =>
      recorded(await strikeOffMatter(context, input)),
  },
  OwnerMatterRecorded: {
    entry: ({ entryId }: { entryId: string }, _: unknown, { loaders }: Context) => loaders.entries.load(entryId),
  },
  Complaint: {
    entry: ({ entryId }: { entryId: string }, _: unknown, { loaders }: Context) => loaders.entries.load(entryId),
    answerDueAt: async ({ entryId }: { entryId: string }, _: unknown, { loaders }: Context) =>
      (await loaders.entries.load(entryId))?.answerDueAt,
  },
  OwnerLogEntry: {
    site: ({ siteId }: EntryRow) => ({ id: siteId }),
    client: ({ clientId }: EntryRow) => ({ id: clientId }),
    firstContact: ({ registeredBy }: EntryRow) => ({ id: registeredBy }),
    complaint: ({ complaintId }: EntryRow, _: unknown, { loaders }: Context) =>
      complaintId && loaders.complaints.load(complaintId),
    explanation: async ({ explanationId }: EntryRow, _: unknown, { db }: Context) => {
      const saved = (await db.read((tx) => explanationsOf(tx, [explanationId]))).get(explanationId);
      if (!saved) throw new Error('an entry without its explanation');
      return toGraphExplanation(saved.explanation, saved.id);
    },
  },
};
