import { demandIds } from '@shouwen/access';
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
import type { Vault } from '../../vault/index.ts';
import type { FileLevel } from '../file.ts';
import type { FileView } from '../files/discloseFiles.ts';
import type { FileHistory } from '../files/fileStore.ts';
import { type ChangeCustodian, changeCustodian } from './changeCustodian.ts';
import { pageOfHistory } from './historyQueries.ts';
import { type MoveFile, moveFile } from './moveFile.ts';
import { type ReclassifyFile, reclassifyFile } from './reclassifyFile.ts';
import { type SetRetention, setRetention } from './setRetention.ts';

type Context = GraphContext<ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type ReclassifyInput = Omit<ReclassifyFile, 'place'> & { readonly place?: ReclassifyFile['place'] };
type RetentionInput = Omit<SetRetention, 'retention'> & {
  readonly retention: { readonly from: string; readonly years?: number | null };
};

const toFacts = (values: FileHistory['was']) =>
  Object.entries(values ?? {}).map(([name, value]) => ({
    name,
    value: value === null ? null : String(value),
    at: null,
  }));

export const fileActResolvers = (vault: Vault) => ({
  Mutation: {
    reclassifyFile: async (_: unknown, { input }: Asked<ReclassifyInput>, context: Context) => {
      const { place = null, level } = input;
      demandIds({ fileId: input.fileId, shelfId: place?.shelfId });
      const asked = { ...input, place, level: fromGraphName<FileLevel>(level) };
      return toGraphResult('FileDone', await reclassifyFile(vault)(context, asked));
    },
    moveFile: async (_: unknown, { input }: Asked<MoveFile>, context: Context) => {
      demandIds({ fileId: input.fileId, shelfId: input.shelfId });
      return toGraphResult('FileDone', await moveFile(context, input));
    },
    changeCustodian: async (_: unknown, { input }: Asked<ChangeCustodian>, context: Context) => {
      demandIds({ fileId: input.fileId });
      return toGraphResult('FileDone', await changeCustodian(context, input));
    },
    setRetention: async (_: unknown, { input }: Asked<RetentionInput>, context: Context) => {
      demandIds({ fileId: input.fileId });
      const { from, years = null } = input.retention;
      return toGraphResult('FileDone', await setRetention(context, { ...input, retention: { from, years } }));
    },
  },
  File: {
    history: async (
      { fileId }: FileView,
      asked: { readonly first?: number; readonly after?: string },
      { db }: Context,
    ) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const rows = await db.read((tx) => pageOfHistory(tx, fileId, { after, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ at, id }) => [at.toISOString(), id]);
    },
  },
  FileChange: {
    act: ({ act }: FileHistory) => toGraphName(act),
    by: ({ by }: FileHistory) => ({ id: by }),
    was: ({ was }: FileHistory) => toFacts(was),
    becomes: ({ becomes }: FileHistory) => toFacts(becomes),
    explanation: ({ explanationId }: FileHistory, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
});
