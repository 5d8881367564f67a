import type { Vault } from '../../vault/index.ts';
import type { IdentityShownRow } from './identityQueries.ts';

/** The plain identity number. Only for masking it, or for an unmasking that was traced (CR-2.03). */
export const openIdentity = (vault: Vault, { recordId, keyId, wrappedKey, sealed }: IdentityShownRow): string => {
  const place = { table: 'client_identity', column: 'number', row: recordId };
  return vault.open({ keyId, wrapped: wrappedKey }, recordId, place, sealed);
};
