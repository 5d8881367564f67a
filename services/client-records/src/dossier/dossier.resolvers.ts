import { can } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  type BareContext,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphName,
  toGraphRefusal,
} from '@shouwen/subgraph';
import { type ClientLoaders, readerAt, shownInFull, toGraphFieldsResult } from '../clients/index.ts';
import { hidden } from '../contacts/index.ts';
import type { Vault } from '../vault/index.ts';
import { type Dossier, dossierOf, type ShownField } from './dossier.ts';
import { type DossierDone, type FillDossier, fillDossier } from './filling/fillDossier.ts';
import { openValues } from './filling/openValues.ts';
import { type ChangeDossierForm, changeDossierForm, type FormChangeDone } from './form/changeDossierForm.ts';
import type { DossierForm, FieldType, FormField } from './form/dossierForm.ts';
import { formAt, formsOf } from './form/formStore.ts';
import { type UnmaskableField, type UnmaskField, unmaskField } from './unmaskField.ts';

type Context = GraphContext<ClientLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type AskedForm = { readonly siteId: string; readonly version?: number | null };
type GraphUnmasking = Omit<UnmaskField, 'field' | 'contactId' | 'dossierKey'> & {
  readonly field: string;
  readonly contactId?: string | null;
  readonly dossierKey?: string | null;
};

/** The dossier of a client, its form, and the unmasking of what is sealed (CR-1.03, CR-2.03). */
export const dossierResolvers = (vault: Vault) => ({
  Query: {
    dossierForm: (_: unknown, asked: AskedForm, context: BareContext) => formFor(context, asked),
    clientDossier: (_: unknown, asked: { readonly clientId: string; readonly siteId: string }, context: BareContext) =>
      dossierOf(context, asked),
  },
  Mutation: {
    changeDossierForm: async (_: unknown, { input }: Input<ChangeDossierForm>, context: BareContext) => {
      const add = input.add.map((one) => ({ ...one, type: fromGraphName<FieldType>(one.type) }));
      return toGraphFieldsResult('DossierFormChanged', await changeDossierForm(context, { ...input, add }));
    },
    fillDossier: async (_: unknown, { input }: Input<FillDossier>, context: BareContext) =>
      toGraphFieldsResult('DossierFilled', await fillDossier(vault)(context, { ...input, why: input.why ?? null })),
    unmaskField: async (_: unknown, { input }: Input<GraphUnmasking>, context: BareContext) => {
      const { contactId = null, dossierKey = null, ...rest } = input;
      const field = fromGraphName<UnmaskableField>(input.field);
      const answer = await unmaskField(vault)(context, { ...rest, field, contactId, dossierKey });
      if (answer.outcome === 'refused') return toGraphRefusal(answer.refusal, answer.explanation);
      return { __typename: 'FieldUnmasked', ...answer.result, field: input.field, clientId: input.clientId };
    },
  },
  DossierForm: { site: ({ siteId }: DossierForm) => ({ id: siteId }) },
  DossierFormField: { type: ({ type }: FormField) => toGraphName(type) },
  DossierField: fieldShown(vault),
  DossierFormChanged: {
    form: async ({ siteId, version }: FormChangeDone, _: unknown, { db }: Context) =>
      (await db.read((tx) => formsOf(tx, [{ siteId, version }])))[0],
    explanation: ({ explanationId }: FormChangeDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  DossierFilled: {
    dossier: (asked: DossierDone, _: unknown, context: Context): Promise<Dossier | null> => dossierOf(context, asked),
    explanation: ({ explanationId }: DossierDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  FieldUnmasked: {
    client: async ({ clientId }: { readonly clientId: string }, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
  },
});

const fieldShown = (vault: Vault) => ({
  filled: ({ value }: ShownField) => value !== null,
  values: ({ field, value }: ShownField) => {
    if (value === null) return [];
    return field.sensitive ? null : openValues(vault, value);
  },
  masked: ({ field, value }: ShownField) => (field.sensitive && value !== null ? hidden : null),
  full: async ({ field, value, clientId }: ShownField, _: unknown, context: BareContext) => {
    if (!field.sensitive || value === null) return null;
    const asked = { clientId, page: true, field: `dossier.${field.key}` };
    const shown = await shownInFull(context, asked, () => JSON.stringify(openValues(vault, value)));
    return shown === null ? null : (JSON.parse(shown) as string[]);
  },
  enteredAs: ({ enteredAs, value }: ShownField) => enteredAs && { ...enteredAs, at: value?.enteredAt },
});

const formFor = async (context: BareContext, { siteId, version = null }: AskedForm): Promise<DossierForm | null> => {
  if (!isUuid(siteId)) return null;
  const { siteIds, own } = readerAt(context, siteId).scope;
  const may = siteIds.length > 0 || own !== null || can(context.viewer, 'dossierForm.manage', siteId);
  if (!may) return null;
  return context.db.read(async (tx) =>
    version === null ? formAt(tx, siteId) : ((await formsOf(tx, [{ siteId, version }]))[0] ?? null),
  );
};
