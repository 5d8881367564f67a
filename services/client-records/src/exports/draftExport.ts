import { BadInput, type CommandResult } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { businesses, clientClasses, clientKinds, urgencies } from '../clients/index.ts';
import { cleanText } from '../contacts/index.ts';
import { formAt } from '../dossier/index.ts';
import { type DraftRequest, draftRequest, type RequestDone } from '../requests/index.ts';
import type { Vault } from '../vault/index.ts';
import { type ExportField, type ExportFilter, type ExportScope, exportFields } from './exportScope.ts';

export type DraftExport = Pick<
  DraftRequest,
  'idempotencyKey' | 'siteId' | 'purpose' | 'reason' | 'untilOn' | 'recipient'
> & {
  readonly readerId: string | null;
  readonly fields: readonly string[];
  readonly filter: Partial<Readonly<Record<keyof ExportFilter, string | null>>>;
  readonly full: boolean;
};

/** CR-4.08: writes the form of an export: what, to whom, why. Needs `request.submit` anywhere. @throws BadInput for fields that are none */
export const draftExport =
  (vault: Vault) =>
  async (context: BareContext, { fields, filter, full, ...form }: DraftExport): Promise<CommandResult<RequestDone>> => {
    const scope: ExportScope = {
      filter: readFilter(filter),
      fields: await readFields(context, form.siteId, fields),
      full,
    };
    return draftRequest(vault)(context, {
      ...{
        ...form,
        kind: 'export',
        scope,
        clientId: null,
        fileIds: [],
        described: null,
        fields: [],
        showsClient: false,
      },
      ...{ pages: null, copies: null, loanDays: null, carrierId: null, safeguards: null, outsider: null },
    });
  };

/** Fields of an export, each once, those of the dossier by the form of the site. @throws BadInput */
export const readFields = async (
  { db }: BareContext,
  siteId: string,
  fields: readonly string[],
): Promise<ExportField[]> => {
  const form = isUuid(siteId) ? await db.read((tx) => formAt(tx, siteId)) : { fields: [] };
  const isKnown = (field: string): boolean =>
    (exportFields as readonly string[]).includes(field) || form.fields.some(({ key }) => `dossier:${key}` === field);
  const known = [...new Set(fields)];
  if (known.length === 0 || known.length > 60 || !known.every(isKnown)) throw new BadInput(noField, 'fields');
  return known as ExportField[];
};

const oneOf = <Option extends string>(options: readonly Option[], given: string | null | undefined, field: string) => {
  if (given === null || given === undefined) return null;
  const found = options.find((option) => option === given);
  if (found === undefined) throw new BadInput(noOption, field);
  return found;
};

/** What is left out says nothing. @throws BadInput */
export const readFilter = (filter: DraftExport['filter']): ExportFilter => {
  const { district = null } = filter;
  const clean = district === null ? null : cleanText(district.normalize('NFKC'), 40);
  if (district !== null && clean === null) throw new BadInput(noOption, 'filter.district');
  return {
    kind: oneOf(clientKinds, filter.kind, 'filter.kind'),
    class: oneOf(clientClasses, filter.class, 'filter.class'),
    business: oneOf(businesses, filter.business, 'filter.business'),
    district: clean,
    urgency: oneOf(urgencies, filter.urgency, 'filter.urgency'),
  };
};

const noField = text('所选字段无效。', 'These are no fields of an export.');
const noOption = text('不在可选范围内。', 'This is none of the options.');
