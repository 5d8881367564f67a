import type { Place, Vault } from '../../vault/index.ts';
import type { ClientKey } from './visitQueries.ts';

export const placeOfNotes = (visitId: string): Place => ({ table: 'client_visit', column: 'notes', row: visitId });
export const placeOfRemarks = (visitId: string): Place => ({ table: 'client_visit', column: 'remarks', row: visitId });
export const placeOfPromise = (promiseId: string): Place => ({
  table: 'visit_promise',
  column: 'what',
  row: promiseId,
});

/** The words, or null: there are none, or the client was erased and no key opens them any more (CR-2.06). */
export const openWords = (
  vault: Vault,
  key: ClientKey | null,
  { place, sealed }: { readonly place: Place; readonly sealed: Buffer | null },
): string | null => {
  if (!key?.wrapped || key.wrapped.length === 0 || sealed === null) return null;
  return vault.open({ keyId: key.keyId, wrapped: key.wrapped }, key.clientId, place, sealed);
};
