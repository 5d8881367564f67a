import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  type PageArguments,
  toGraphName,
} from '@shouwen/subgraph';
import type { ClientLoaders } from '../clients/index.ts';
import { readBeforeShown, traceKey } from '../trace/index.ts';
import type { Place, Vault } from '../vault/index.ts';
import { handlerOf } from './handleLeak.ts';
import { placeOfConclusion, placeOfRemedy, placeOfWhat } from './leakCase.ts';
import type { LeakLoaders } from './leakLoaders.ts';
import { type StoredLeak, type StoredRemedy, traceOfLeak } from './leakQueries.ts';

type Context = GraphContext<ClientLoaders & LeakLoaders & ExplanationLoaders>;
type ShownRemedy = StoredRemedy & { readonly leak: StoredLeak };

const person = (id: string | null) => id && { id };

/** What stands for words that went with the key of the case, when one of its clients was erased (CR-2.06). */
const wordsErased = '—';

export const leakTypes = (vault: Vault) => {
  const opened = ({ id, keyId, wrappedKey: wrapped }: StoredLeak, place: Place, sealed: Buffer): string =>
    wrapped === null ? wordsErased : vault.open({ keyId, wrapped }, id, place, sealed);
  return {
    LeakCase: {
      state: ({ state }: StoredLeak) => toGraphName(state),
      raisedBy: ({ raisedBy }: StoredLeak) => toGraphName(raisedBy),
      site: ({ siteId }: StoredLeak) => siteId && { id: siteId },
      reportedBy: ({ reporterId }: StoredLeak) => person(reporterId),
      accused: ({ accusedId }: StoredLeak) => person(accusedId),
      closedBy: ({ closedBy }: StoredLeak) => person(closedBy),
      what: (leak: StoredLeak) => opened(leak, placeOfWhat(leak.id), leak.whatSealed),
      conclusion: (leak: StoredLeak) =>
        leak.conclusionSealed && opened(leak, placeOfConclusion(leak.id), leak.conclusionSealed),
      clients: async ({ id }: StoredLeak, _: unknown, { loaders }: Context) => {
        const about = await loaders.leakClients.load(id);
        return Promise.all(
          about.map(async ({ clientId }) => (await loaders.clients.load(clientId)) ?? { id: clientId }),
        );
      },
      remedies: async (leak: StoredLeak, _: unknown, { loaders }: Context): Promise<ShownRemedy[]> =>
        (await loaders.leakRemedies.load(leak.id)).map((remedy) => ({ ...remedy, leak })),
      trace: async ({ id, siteId }: StoredLeak, asked: PageArguments, context: Context) => {
        const { limit, after } = traceKey(asked);
        const entry = { siteId, action: 'leak.readTrace', resource: { type: 'LeakCase', id } };
        const { sites } = handlerOf(context);
        const page = { caseId: id, sites, after, limit: limit + 1 };
        const lines = await readBeforeShown(context, entry, (tx) => traceOfLeak(tx, page));
        return connectionOf(lines, limit, ({ at, seq }) => [at.toISOString(), seq]);
      },
      explanation: ({ explanationId }: StoredLeak, _: unknown, { loaders }: Context) =>
        explanationOf(loaders, explanationId),
    },
    LeakRemedy: {
      what: ({ leak, id, whatSealed }: ShownRemedy) => opened(leak, placeOfRemedy(id), whatSealed),
      recordedBy: ({ recordedBy }: StoredRemedy) => ({ id: recordedBy }),
    },
  };
};
