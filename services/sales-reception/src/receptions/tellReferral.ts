import type { Tx } from '@shouwen/database';
import { recogniseReferral } from '../referrals/index.ts';
import type { Visit } from './visit.ts';

type Told = { readonly newId: () => string };

/**
 * SR-6.01, SR-6.04: a new client whom an old one brought or announced, or sent so that they name the consultant. Told as soon as it is
 * known who the visitor is: at the door, or when the visit is registered.
 */
export const tellReferral = async (tx: Tx, visit: Visit, { newId }: Told): Promise<void> => {
  const { visitId, siteId, clientId, related, rules, arrivedAt } = visit;
  if (clientId === null || related === null || !rules.includes('SR-6.01')) return;
  const who = { oldClientId: related.clientId, newClientId: clientId };
  await recogniseReferral(tx, { visitId, siteId, ...who, arrivedAt, rules, newId });
};
