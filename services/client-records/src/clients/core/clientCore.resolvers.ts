import type { CommandResult } from '@shouwen/access';
import {
  type BareContext,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphExplanation,
  toGraphMoney,
  toGraphName,
  toGraphRefusal,
  toGraphResult,
} from '@shouwen/subgraph';
import type { Vault } from '../../vault/index.ts';
import type { ClientLoaders } from '../clientLoaders.ts';
import { type ShownClient, shownField } from '../clientShown.ts';
import type { FieldsRefusal } from '../fieldsRefused.ts';
import type { ClassRow } from './classStore.ts';
import type { ClientClass, Specialty } from './clientCore.ts';
import { type FileClient, fileClient } from './fileClient.ts';
import type { AskedCore } from './updateClient.decision.ts';
import { type ClientUpdated, type UpdateClient, updateClient } from './updateClient.ts';
import { openWishes } from './wishes.ts';

type Context = GraphContext<ClientLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type GraphFiling = Omit<FileClient, 'class' | 'specialty'> & {
  readonly class: string;
  readonly specialty?: string | null;
};

/** The core of a client's record: what it says, and the commands that change it (CR-1.01, CR-1.02). */
export const clientCoreResolvers = (vault: Vault) => ({
  Client: {
    kind: shownField(({ kind }) => toGraphName(kind)),
    business: shownField(({ business }) => business && toGraphName(business)),
    urgency: shownField(({ urgency }) => urgency && toGraphName(urgency)),
    wishes: shownField((client) => wishesShown(vault, client)),
    classes: shownField(({ id }, { loaders }: Context) => loaders.classesOfClient.load(id)),
  },
  FiledClass: {
    site: ({ siteId }: ClassRow) => ({ id: siteId }),
    class: (row: ClassRow) => toGraphName(row.class),
    specialty: ({ specialty }: ClassRow) => specialty && toGraphName(specialty),
  },
  Mutation: {
    updateClient: async (_: unknown, { input }: Input<UpdateClient>, context: Context) => {
      const core = coreFromGraph(input.core);
      return toGraphFieldsResult('ClientUpdated', await updateClient(vault)(context, { ...input, core }));
    },
    fileClient: async (_: unknown, { input }: Input<GraphFiling>, context: BareContext) => {
      const filed = fromGraphName<ClientClass>(input.class);
      const specialty = input.specialty == null ? null : fromGraphName<Specialty>(input.specialty);
      return toGraphResult('ClientUpdated', await fileClient(vault)(context, { ...input, class: filed, specialty }));
    },
  },
  ClientUpdated: {
    client: async ({ clientId }: ClientUpdated, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    explanation: ({ explanationId }: ClientUpdated, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
});

/** The member of a result union that has `FieldsRefused` beside `Refusal`. */
export const toGraphFieldsResult = <T extends object>(typename: string, answer: CommandResult<T>) => {
  if (answer.outcome === 'accepted') return { __typename: typename, ...answer.result };
  const { refusal, explanation } = answer;
  if (refusal.code !== 'FIELDS_REFUSED') return toGraphRefusal(refusal, explanation);
  const { fields } = refusal as FieldsRefusal;
  return { __typename: 'FieldsRefused', fields, explanation: toGraphExplanation(explanation) };
};

/** Names of enumerations as we write them; everything else as it came. */
const coreFromGraph = (core: AskedCore): AskedCore => {
  const named = (['kind', 'business', 'urgency'] as const).filter((field) => typeof core[field] === 'string');
  return { ...core, ...Object.fromEntries(named.map((field) => [field, fromGraphName(String(core[field]))])) };
};

const wishesShown = (vault: Vault, client: ShownClient) => {
  const { budgetLeastFen, budgetMostFen, rentMostFen, ...rest } = openWishes(vault, client);
  const money = (fen: number | null) => (fen === null ? null : toGraphMoney(fen));
  return {
    ...rest,
    budgetLeast: money(budgetLeastFen),
    budgetMost: money(budgetMostFen),
    rentMost: money(rentMostFen),
  };
};
