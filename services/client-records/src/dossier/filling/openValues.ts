import type { Vault } from '../../vault/index.ts';
import type { Values } from './readValues.ts';
import { placeOfValue, type ValueRow } from './valueStore.ts';

/** What stands in a field. Sensitive ones only for masking, or for an unmasking that was traced (CR-2.03). */
export const openValues = (vault: Vault, { recordId, key, sealed, keyId, wrappedKey }: ValueRow): Values =>
  JSON.parse(vault.open({ keyId, wrapped: wrappedKey }, recordId, placeOfValue(recordId, key), sealed)) as Values;
