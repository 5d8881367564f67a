import { referralRecognisedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { RuleId } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { wasHereBefore } from '../ownership/index.ts';

export type RecognisedReferral = {
  readonly visitId: string;
  readonly siteId: string;
  /** Who brought, announced or sent the new client. */
  readonly oldClientId: string;
  readonly newClientId: string;
  /** When the new client arrived. */
  readonly arrivedAt: Date;
  /** By which the reception found that it is a referral. */
  readonly rules: readonly RuleId[];
  readonly newId: () => string;
};

/**
 * SR-6.01, SR-6.04: tells, once for a visit, that an old client won a new one: the old one earns loyalty points. Old is who visited
 * before, also one who cancelled, or bought; whoever was here before is no new client. False when it is none.
 */
export const recogniseReferral = async (tx: Tx, referral: RecognisedReferral): Promise<boolean> => {
  const { visitId, siteId, oldClientId, newClientId, arrivedAt, rules, newId } = referral;
  const before = (clientId: string) => wasHereBefore(tx, { siteId, clientId, before: arrivedAt });
  if (oldClientId === newClientId || !(await before(oldClientId)) || (await before(newClientId))) return false;
  const recognisedAt = arrivedAt.toISOString();
  const told: RuleId[] = [...new Set<RuleId>(['SR-6.01', ...rules, 'SR-6.04'])];
  const data = { visitId, siteId, oldClientId, newClientId, recognisedAt, rules: told };
  const aggregate = { type: referralRecognisedV1.aggregate, id: visitId };
  await appendToOutbox(tx, [{ event: referralRecognisedV1, aggregate, at: arrivedAt, data, id: newId() }]);
  return true;
};
