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
import type { ClientLoaders, ClientRow } from '../clients/index.ts';
import type { Vault } from '../vault/index.ts';
import { type ConsentPurpose, consentPurposes } from './consent.ts';
import type { ConsentLoaders } from './consentLoaders.ts';
import { type ConsentNow, consentHistory } from './consentQueries.ts';
import { reachedClient } from './reachedClient.ts';
import { type ConsentDone, placeOfEvidence, type RecordConsent, recordConsent } from './recordConsent.ts';

type Context = GraphContext<ClientLoaders & ConsentLoaders & ExplanationLoaders>;
type Asked = {
  readonly input: Omit<RecordConsent, 'saidAt' | 'evidence'> & {
    readonly saidAt?: Date | null;
    readonly evidence?: string | null;
  };
};
type History = { readonly clientId: string; readonly first?: number | null; readonly after?: string | null };
type Change = Awaited<ReturnType<typeof consentHistory>>[number] & { readonly client: ClientRow };

/** One line for each purpose, asked about or not. */
const lines = (rows: readonly ConsentNow[]) =>
  consentPurposes.map((purpose) => {
    const row = rows.find((one) => one.purpose === purpose);
    const state = row ? (row.given ? 'GIVEN' : 'WITHDRAWN') : 'NONE';
    return { purpose: toGraphName(purpose), state, since: row?.since ?? null };
  });

export const consentsResolvers = (vault: Vault) => ({
  Client: {
    consents: async (client: ClientRow | { readonly id: string }, _: unknown, { loaders }: Context) =>
      'phoneSealed' in client ? lines(await loaders.consents.load(client.id)) : null,
  },
  Query: {
    consentHistory: async (_: unknown, { clientId, ...asked }: History, context: Context) => {
      const client = await reachedClient(context, 'consent.record', clientId);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { clientId, after: after as [string, string] | null, limit: limit + 1 };
      const rows = await context.db.read((tx) => consentHistory(tx, page));
      const changes: Change[] = rows.map((row) => ({ ...row, client }));
      return connectionOf(changes, limit, ({ recordedAt, consentId }) => [recordedAt.toISOString(), consentId]);
    },
  },
  Mutation: {
    recordConsent: async (_: unknown, { input }: Asked, context: Context) => {
      demandIds({ siteId: input.siteId, clientId: input.clientId });
      const saidAt = (input.saidAt ?? context.now).toISOString();
      const told = {
        ...{ ...input, saidAt, evidence: input.evidence ?? '', how: fromGraphName<RecordConsent['how']>(input.how) },
        purpose: fromGraphName<ConsentPurpose>(input.purpose),
      };
      return toGraphResult('ConsentRecorded', await recordConsent(vault)(context, told));
    },
  },
  ConsentRecorded: {
    client: async ({ clientId }: ConsentDone, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    consents: async ({ clientId }: ConsentDone, _: unknown, { loaders }: Context) =>
      lines(await loaders.consents.load(clientId)),
  },
  ConsentChange: {
    id: ({ consentId }: Change) => consentId,
    purpose: ({ purpose }: Change) => toGraphName(purpose),
    how: ({ how }: Change) => toGraphName(how),
    evidence: ({ client, consentId, evidenceSealed }: Change) =>
      evidenceSealed &&
      vault.open(
        { keyId: client.keyId, wrapped: client.wrappedKey },
        client.id,
        placeOfEvidence(consentId),
        evidenceSealed,
      ),
    explanation: ({ explanationId }: Change, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
});
