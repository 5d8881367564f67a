import type { Tx } from '@shouwen/database';

export type MergeStopCode = 'CLIENT_ON_HOLD' | 'CLIENT_ERASED';

/** Why a record may be neither merged nor parted now; `service.ts` hands in what features that stand on this one know of it. */
export type MergeStop = {
  readonly code: MergeStopCode;
  readonly applies: (tx: Tx, clientId: string) => Promise<boolean>;
};

export const stopsOf = async (
  tx: Tx,
  stops: readonly MergeStop[],
  clientIds: readonly string[],
): Promise<MergeStopCode[]> => {
  const found: MergeStopCode[] = [];
  for (const { code, applies } of stops)
    for (const clientId of clientIds) if (await applies(tx, clientId)) found.push(code);
  return found;
};
