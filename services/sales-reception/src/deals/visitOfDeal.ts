import { BadInput } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import { claimantOf } from '../ownership/index.ts';
import { receptionBook } from '../receptions/index.ts';

export type VisitOfDeal = { readonly siteId: string; readonly clientId: string; readonly visitId: string | null };

/**
 * For whom the visit of a deal was received; null without a visit. A visitor not identified yet may be the client.
 * @throws BadInput when it is another client's visit, or one at another site
 */
export const receivedFor = async (tx: Tx, { siteId, clientId, visitId }: VisitOfDeal): Promise<string | null> => {
  if (visitId === null) return null;
  const visit = await receptionBook.visitOf(tx, visitId);
  if (!visit || visit.siteId !== siteId || (visit.clientId !== null && visit.clientId !== clientId))
    throw new BadInput(
      text('该来访不是此客户在本案场的来访。', 'This is no visit of the client at this site.'),
      'visitId',
    );
  return claimantOf(visit);
};
