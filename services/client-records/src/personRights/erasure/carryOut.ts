import { type Actor, keepAct, systemViewer } from '@shouwen/access';
import { clientErasedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import type { ErasureProof } from './erasureProof.ts';
import type { ErasureRegister } from './erasureRegister.ts';
import { eraseRecords, lockRecords } from './erasureStore.ts';
import { insertProof } from './proofStore.ts';

export type Erasing = {
  readonly requestId: string;
  readonly siteId: string | null;
  readonly clientIds: readonly string[];
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly again: boolean;
  readonly explanation: Explanation;
};

type Work = { readonly now: Date; readonly newId: () => string; readonly register: ErasureRegister };

/**
 * CR-2.06: erases the records of a person, keeps the proof, tells the other departments and writes the register outside the database, last
 * before the transaction ends: what stands there and is not erased is erased by `personRights.eraseAgain`.
 * @returns the id of the explanation
 */
export const carryOut = async (tx: Tx, { now, newId, register }: Work, erasing: Erasing): Promise<string> => {
  const { requestId, siteId, clientIds, proposedBy, approvedBy, again, explanation } = erasing;
  const records = await lockRecords(tx, clientIds);
  const destroyed = await eraseRecords(tx, clientIds, now);
  const proof: Omit<ErasureProof, 'hash'> = {
    ...{ id: newId(), requestId, clientIds, clientNumbers: records.map(({ number }) => number), erasedAt: now },
    ...{ proposedBy, approvedBy, again, destroyed },
  };
  await insertProof(tx, proof);
  for (const { id, number } of records) {
    const data = { clientId: id, number, erasedAt: now.toISOString() };
    const aggregate = { type: clientErasedV1.aggregate, id };
    await appendToOutbox(tx, [{ id: newId(), event: clientErasedV1, aggregate, at: now, data }]);
  }
  const actor: Actor = { viewer: systemViewer('client-records'), now, newId };
  const subject = { type: 'RightsRequest', id: requestId };
  const [clientId = null] = clientIds;
  const detail = again ? 'again' : 'deletion';
  const explanationId = await keepAct(tx, actor, {
    action: 'personRights.erase',
    ...{ siteId, subject, clientId, explanation, detail },
  });
  if (!again) await register.append({ requestId, clientIds, at: now.toISOString() });
  return explanationId;
};
