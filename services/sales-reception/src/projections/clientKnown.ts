import type { Tx } from '@shouwen/database';
import { type Refusal, text } from '@shouwen/kernel';
import { unknownClients } from './projectionStore.ts';

/** A client just opened at client records may not have been heard of here: the same command succeeds a moment later. */
export const clientUnknown: Refusal<'CLIENT_UNKNOWN'> = {
  code: 'CLIENT_UNKNOWN',
  rule: null,
  message: text('尚未收到该客户的建档消息，请稍后重试。', 'This client is not known here yet; try again in a moment.'),
  retryable: true,
};

/** Null when every client named is known; nulls are clients not named. */
export const clientsKnown = async (
  tx: Tx,
  clientIds: readonly (string | null)[],
): Promise<Refusal<'CLIENT_UNKNOWN'> | null> => {
  const unknown = await unknownClients(
    tx,
    clientIds.filter((one): one is string => one !== null),
  );
  return unknown.length > 0 ? clientUnknown : null;
};
