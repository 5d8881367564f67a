import type { CommandResult } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { type ClientRow, contactsOf, identitiesShown, openContact, openIdentity, unmask } from '../clients/index.ts';
import type { ContactKind } from '../contacts/index.ts';
import { idsOfPerson } from '../persons/index.ts';
import type { Vault } from '../vault/index.ts';
import { openValues } from './filling/openValues.ts';
import { valuesOf } from './filling/valueStore.ts';

export type UnmaskableField = ContactKind | 'identity-number' | 'dossier';

export type UnmaskField = {
  readonly idempotencyKey: string;
  readonly clientId: string;
  readonly field: UnmaskableField;
  /** Which contact; without it the main phone, or the latest of the kind. */
  readonly contactId: string | null;
  /** Which field of the dossier. */
  readonly dossierKey: string | null;
  readonly purpose: string;
};

/**
 * CR-2.03: shows one sealed value in full: a contact, the identity number, a field of the dossier; with a purpose, and traced before it
 * leaves. @throws NotFound for a client or a value of which the viewer may not know
 */
export const unmaskField =
  (vault: Vault) =>
  (context: BareContext, asked: UnmaskField): Promise<CommandResult<{ values: readonly string[] }>> => {
    const { idempotencyKey, clientId, purpose } = asked;
    const detail = detailOf(asked);
    const which = asked.contactId;
    const unmasking = { name: 'unmaskField', idempotencyKey, clientId, purpose, detail, which };
    return unmask(context, unmasking, (tx, client) => opener(vault, { tx, client, asked }));
  };

/** As the trace names the field. What was asked for is somebody's text: only what can be a key is copied. */
const detailOf = ({ field, dossierKey }: UnmaskField): string => {
  if (field === 'identity-number') return 'identityNumber';
  if (field !== 'dossier') return field;
  return /^[\w-]{1,60}$/.test(dossierKey ?? '') ? `dossier.${dossierKey}` : 'dossier';
};

type Sought = { readonly tx: Tx; readonly client: ClientRow; readonly asked: UnmaskField };

const opener = async (
  vault: Vault,
  { tx, client, asked }: Sought,
): Promise<(() => Promise<readonly string[]>) | null> => {
  const { field, dossierKey, contactId } = asked;
  if (field === 'dossier') {
    const row = (await valuesOf(tx, await idsOfPerson(tx, client.id))).find(({ key }) => key === dossierKey);
    return row ? async () => openValues(vault, row) : null;
  }
  if (field === 'identity-number') {
    const [row] = await identitiesShown(tx, [client.id]);
    return row ? async () => [openIdentity(vault, row)] : null;
  }
  const ofKind = (await contactsOf(tx, [client.id])).filter(({ kind }) => kind === field);
  const contact =
    contactId === null
      ? (ofKind.find(({ isMain }) => isMain) ?? ofKind.at(-1))
      : ofKind.find(({ id }) => id === contactId);
  return contact ? async () => [openContact(vault, contact)] : null;
};
