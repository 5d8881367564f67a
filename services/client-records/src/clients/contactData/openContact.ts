import type { Vault } from '../../vault/index.ts';
import { placeOfContact } from '../clientPhone.ts';
import type { ContactRow } from './contactStore.ts';

/** The plain contact. Only for masking it, or for an unmasking that was traced (CR-2.03). */
export const openContact = (vault: Vault, { id, recordId, keyId, wrappedKey, sealed }: ContactRow): string =>
  vault.open({ keyId, wrapped: wrappedKey }, recordId, placeOfContact(id, recordId), sealed);
