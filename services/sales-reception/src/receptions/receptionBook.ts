import type { Tx } from '@shouwen/database';
import { clientsKnown } from '../projections/index.ts';
import type { ReceivedVisit, ReceptionBook } from '../registers/index.ts';
import { callsById, identifyCaller } from './callStore.ts';
import { tellReferral } from './tellReferral.ts';
import type { Visit } from './visit.ts';
import { findVisit, identifyVisitor } from './visitStore.ts';

/** What the registers learn of receptions and calls. */
export const receptionBook: ReceptionBook = {
  visitOf: async (tx: Tx, visitId) => {
    const visit = await findVisit(tx, visitId);
    return visit && toVisitFacts(visit);
  },
  identifyVisitor: async (tx, { visitId, clientId, newId }) => {
    await identifyVisitor(tx, visitId, clientId);
    const visit = await findVisit(tx, visitId);
    if (visit) await tellReferral(tx, visit, { newId });
  },
  callOf: async (tx, callId) => (await callsById(tx, [callId]))[0] ?? null,
  identifyCaller,
  isKnownClient: async (tx, clientId) => (await clientsKnown(tx, [clientId])) === null,
};

/** The visit as ownership sees it. Null when nobody received: then there is nothing to own. */
export const toVisitFacts = (visit: Visit): ReceivedVisit | null => {
  const { visitId, siteId, clientId, consultantId, actingFor, arrivedAt, kind, remark, sharing } = visit;
  if (consultantId === null) return null;
  return {
    visitId,
    siteId,
    clientId,
    receiverId: consultantId,
    actingFor,
    receivedAt: arrivedAt,
    sharing,
    relative: relativeOf(visit),
    // An old client who names nobody is received as new, whatever they remember (SR-3.09).
    forgotWhom: kind === 'forgotten',
    kind: remark === 'tradeFoundOut' ? 'trade' : kind === 'tourGroup' ? 'tour-group' : 'client',
  };
};

/** Whose spouse or direct family the visitor is (SR-3.14). */
const relativeOf = ({ related }: Visit): ReceivedVisit['relative'] => {
  if (related?.kind === 'spouseOf') return { relation: 'spouse', clientId: related.clientId };
  return related?.kind === 'familyOf' ? { relation: 'family', clientId: related.clientId } : null;
};
