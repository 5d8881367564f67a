import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid, type Text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { asPage, type ClientRow, readableClients, readerAt } from '../clients/index.ts';
import { idsOfPerson } from '../persons/index.ts';
import { completenessOf } from './filling/fillDossier.decision.ts';
import { type ValueRow, valuesOf } from './filling/valueStore.ts';
import { type DossierForm, type FormField, fieldOf } from './form/dossierForm.ts';
import { formAt, formsOf } from './form/formStore.ts';

/** A field as the form shows it now, and what was entered into it. */
export type ShownField = {
  readonly field: FormField;
  readonly value: ValueRow | null;
  /** How the field was called in the version under which that was entered. */
  readonly enteredAs: { readonly version: number; readonly label: Text } | null;
  readonly clientId: string;
};

export type Dossier = {
  readonly client: ClientRow;
  readonly form: DossierForm;
  readonly fields: readonly ShownField[];
  readonly completeness: number;
};

type Asked = { readonly clientId: string; readonly siteId: string };

/** CR-1.03: the dossier of a client under the form of a site where the viewer may read the client; null for whoever may not. */
export const dossierOf = async (context: BareContext, { clientId, siteId }: Asked): Promise<Dossier | null> => {
  if (!isUuid(clientId) || !isUuid(siteId) || context.viewer.kind === 'anonymous') return null;
  return context.db.read(async (tx) => {
    const [row] = await readableClients(tx, readerAt(context, siteId), [clientId]);
    const client = asPage(row ?? null);
    if (client === null) return null;
    const form = await formAt(tx, siteId);
    const values = await valuesOf(tx, await idsOfPerson(tx, client.id));
    const labels = await labelsThen(tx, values);
    const fields = form.fields
      .filter(({ hidden }) => !hidden)
      .map((field) => {
        const value = values.find(({ key }) => key === field.key) ?? null;
        return { field, value, enteredAs: value && labels(value), clientId: client.id };
      });
    return { client, form, fields, completeness: completenessOf(form, new Set(values.map(({ key }) => key))) };
  });
};

/** What was entered at another site was entered under its form: of that, only how a field was called is told. */
const labelsThen = async (tx: Tx, values: readonly ValueRow[]) => {
  const refs = values.map(({ formSiteId, formVersion }) => ({ siteId: formSiteId, version: formVersion }));
  const forms = await acrossSites(tx, () => formsOf(tx, refs));
  return ({ key, formSiteId, formVersion }: ValueRow): ShownField['enteredAs'] => {
    const form = forms.find(({ siteId, version }) => siteId === formSiteId && version === formVersion);
    const field = form && fieldOf(form, key);
    return field ? { version: formVersion, label: field.label } : null;
  };
};
