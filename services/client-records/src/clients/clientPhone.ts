import type { Place, Vault } from '../vault/index.ts';
import type { ClientRow } from './clientQueries.ts';

/** Where a client's phone number stands; a sealed one opens nowhere else. */
export const placeOfPhone = (clientId: string): Place => ({ table: 'client', column: 'phone', row: clientId });

/** Where a contact stands: the main phone, whose row bears the client's own id, as it was sealed at the first contact. */
export const placeOfContact = (contactId: string, clientId: string): Place =>
  contactId === clientId ? placeOfPhone(clientId) : { table: 'client_contact', column: 'value', row: contactId };

/** The plain number of a record. Only for masking it, or for an unmasking that was traced (CR-2.03). */
export const openPhone = (
  vault: Vault,
  { id, keyId, wrappedKey, phoneSealed }: Pick<ClientRow, 'id' | 'keyId' | 'wrappedKey' | 'phoneSealed'>,
): string => vault.open({ keyId, wrapped: wrappedKey }, id, placeOfPhone(id), phoneSealed);
