import { BadInput } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { VisitFacts } from '../ownership/index.ts';
import { personOf } from '../projections/index.ts';
import { receptionBook } from '../receptions/index.ts';

export type VisitOfDeal = { readonly siteId: string; readonly clientId: string; readonly visitId: string | null };
export type WithTheClient = {
  /** What the visit itself says of whose client it is. */
  readonly visit: VisitFacts;
  /** Who really was with the visitor: a stand-in closes for an owner who is away (FI-1.04). */
  readonly receiverId: string;
};

/**
 * Who was with the client in the visit of a deal; null without a visit. A visitor not identified yet may be the client.
 * @throws BadInput when it is another client's visit, or one at another site
 */
export const visitOfDeal = async (
  tx: Tx,
  { siteId, clientId, visitId }: VisitOfDeal,
): Promise<WithTheClient | null> => {
  if (visitId === null) return null;
  const visit = await receptionBook.visitOf(tx, visitId);
  if (!visit || visit.siteId !== siteId || !(await isVisitOf(tx, visit.clientId, clientId)))
    throw new BadInput(
      text('该来访不是此客户在本案场的来访。', 'This is no visit of the client at this site.'),
      'visitId',
    );
  return { visit: { ...visit, clientId }, receiverId: visit.receiverId };
};

/** Of that client, or of another who is the same person (CR-1.05). */
const isVisitOf = async (tx: Tx, visitorId: string | null, clientId: string): Promise<boolean> =>
  visitorId === null || (await personOf(tx, visitorId)) === (await personOf(tx, clientId));
