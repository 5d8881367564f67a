import { sessionEndedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { EndReason, SessionsOf } from './session.ts';
import { endOpenSessions } from './sessionStore.ts';

export type Ending = {
  readonly reason: EndReason;
  /** Real time, also in a rehearsal: it is about tokens. */
  readonly at: Date;
  readonly newId: () => string;
};

/** OR-1.04: ends sessions at once. The event makes the gateway turn their access tokens away before these expire. */
export const endSessions = async (tx: Tx, whose: SessionsOf, { reason, at, newId }: Ending): Promise<void> => {
  for (const { id: sessionId, staffId } of await endOpenSessions(tx, whose, { at, reason })) {
    const data = { sessionId, staffId, endedAt: at.toISOString(), reason };
    await appendToOutbox(tx, [
      { event: sessionEndedV1, aggregate: { type: 'session', id: sessionId }, at, data, id: newId() },
    ]);
  }
};
