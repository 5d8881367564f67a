import { demandIds } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { ArchiveLoaders } from '../archiveLoaders.ts';
import { type DecideDestruction, decideDestruction, witnessDestruction } from './decideDestruction.ts';
import type { Destruction, DestructionMethod, DestructionState } from './destruction.ts';
import { destructionsById, pageOfDestructions } from './destructionQueries.ts';
import { destructionReaderOf } from './destructionReader.ts';
import { type DestructionDone, type ProposeDestruction, proposeDestruction } from './proposeDestruction.ts';

type Context = GraphContext<ArchiveLoaders & ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type Listed = {
  readonly siteId: string;
  readonly states?: readonly string[] | null;
  readonly first?: number;
  readonly after?: string;
};
type DecideInput = Omit<DecideDestruction, 'reason'> & { readonly reason?: string | null };
type WitnessInput = { readonly idempotencyKey: string; readonly destructionId: string; readonly method: string };

const find = async (id: string, context: Context): Promise<Destruction | null> => {
  if (!isUuid(id)) return null;
  const rows = await context.db.read(async (tx) => destructionsById(tx, await destructionReaderOf(tx, context), [id]));
  return rows[0] ?? null;
};

const toStaff = (id: string | null) => (id === null ? null : { id });

export const destructionResolvers = {
  Query: {
    destruction: (_: unknown, { id }: { readonly id: string }, context: Context) => find(id, context),
    destructions: async (_: unknown, { siteId, states, ...asked }: Listed, context: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      if (!isUuid(siteId)) return connectionOf<Destruction>([], limit, () => []);
      const wanted = states?.map((state) => fromGraphName<DestructionState>(state)) ?? null;
      const page = { siteId, states: wanted, after, limit: limit + 1 };
      const rows = await context.db.read(async (tx) =>
        pageOfDestructions(tx, await destructionReaderOf(tx, context), page),
      );
      return connectionOf(rows, limit, ({ proposedAt, destructionId }) => [proposedAt.toISOString(), destructionId]);
    },
  },
  Mutation: {
    proposeDestruction: async (_: unknown, { input }: Asked<ProposeDestruction>, context: Context) => {
      demandIds({ siteId: input.siteId });
      for (const fileId of input.fileIds) demandIds({ fileIds: fileId });
      return toGraphResult('DestructionDone', await proposeDestruction(context, input));
    },
    decideDestruction: async (_: unknown, { input }: Asked<DecideInput>, context: Context) => {
      demandIds({ destructionId: input.destructionId });
      const asked = { ...input, reason: input.reason ?? null };
      return toGraphResult('DestructionDone', await decideDestruction(context, asked));
    },
    witnessDestruction: async (_: unknown, { input }: Asked<WitnessInput>, context: Context) => {
      demandIds({ destructionId: input.destructionId });
      const asked = { ...input, method: fromGraphName<DestructionMethod>(input.method) };
      return toGraphResult('DestructionDone', await witnessDestruction(context, asked));
    },
  },
  DestructionDone: {
    destruction: ({ destructionId }: DestructionDone, _: unknown, context: Context) => find(destructionId, context),
    explanation: ({ explanationId }: DestructionDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  Destruction: {
    id: ({ destructionId }: Destruction) => destructionId,
    site: ({ siteId }: Destruction) => ({ id: siteId }),
    files: ({ fileIds }: Destruction, _: unknown, { loaders }: Context) => loaders.files.loadMany(fileIds),
    proposedBy: ({ proposedBy }: Destruction) => ({ id: proposedBy }),
    state: ({ state }: Destruction) => toGraphName(state),
    decidedBy: ({ decidedBy }: Destruction) => toStaff(decidedBy),
    method: ({ method }: Destruction) => (method === null ? null : toGraphName(method)),
    witnessedBy: ({ witnessedBy }: Destruction) => toStaff(witnessedBy),
    explanation: ({ explanationId }: Destruction, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};
