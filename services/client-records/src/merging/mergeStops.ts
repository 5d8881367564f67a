import type { Tx } from '@shouwen/database';

/** Why a record may not be touched now. */
export type MergeStop = { readonly clientId: string; readonly code: 'CLIENT_ON_HOLD' | 'CLIENT_ERASED' };

/** Asks a feature that stands on this one which of these records may not be merged or parted; `service.ts` hands it in. */
export type FindStops = (tx: Tx, clientIds: readonly string[]) => Promise<readonly MergeStop[]>;

export const stopsOf = async (
  tx: Tx,
  finders: readonly FindStops[],
  clientIds: readonly string[],
): Promise<MergeStop['code'][]> => {
  const found: MergeStop['code'][] = [];
  for (const find of finders) found.push(...(await find(tx, clientIds)).map(({ code }) => code));
  return found;
};
