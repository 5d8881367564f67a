import type { Tx } from '@shouwen/database';
import { type Decision, policyAt } from '@shouwen/kernel';
import { splitDeal } from '../changes/splitClaim.ts';
import type { VisitFacts } from '../changes/visitFacts.ts';
import { lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { openRowOf } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { decideRecognition, type RecognitionEvent } from './recogniseClient.decision.ts';
import type { Acquaintance } from './recognitionFacts.ts';
import type { RecognitionRefusal } from './refuseRecognition.ts';

export type Recognition = {
  readonly visit: VisitFacts;
  readonly recognisedBy: string;
  readonly recognisedAt: Date;
  /** The consultant can name the client's surname, and the client responds (SR-3.10). */
  readonly namedAndAnswered: boolean;
  /** The recogniser knows the client privately (SR-3.16). */
  readonly acquaintance?: Acquaintance | null;
  readonly newId: () => string;
};

/** `ORIGINAL_TAKES_OVER`: the recogniser receives from now on. `SHARED`: the receiver continues, a deal is divided. */
export type Recognised = {
  readonly decision: Decision<RecognitionEvent, RecognitionRefusal>;
  readonly outcome: 'ORIGINAL_TAKES_OVER' | 'SHARED' | 'STAYS';
  /** Of the kept explanation; null when it was refused, since nothing was kept. */
  readonly explanationId: string | null;
};

/**
 * SR-3.10 to SR-3.12, SR-3.20: the consultant from before recognises a client during or after another's reception. After
 * `SHARED` a deal that was closed meanwhile has another attribution: whoever keeps deals asks `attributionFor` again.
 */
export const recogniseClient = async (tx: Tx, recognition: Recognition): Promise<Recognised> => {
  const { visit, recognisedBy, recognisedAt, newId } = recognition;
  await lockClient(tx, visit);
  const { site, facts } = await loadOwnership(tx, visit, recognisedAt);
  const before = facts.claims.filter((one) => one.consultantId === recognisedBy && one.openedAt < visit.receivedAt);
  const ofVisit = facts.claims.filter((one) => one.sourceId === visit.visitId && one.consultantId !== recognisedBy);
  const decision = decideRecognition({
    ...recognition,
    client: { siteId: visit.siteId, clientId: visit.clientId },
    previous: before.at(-1) ?? null,
    current: ofVisit.at(-1) ?? null,
    open: openRowOf(facts),
    deals: facts.deals.filter(({ cancelledAt, byNameChange }) => cancelledAt === null && !byNameChange),
    zone: site.zone,
    policy: policyAt(site.versions, visit.receivedAt),
    newClaimId: newId(),
  });
  if (decision.outcome === 'refused') return { decision, outcome: 'STAYS', explanationId: null };
  const ofClaims = decision.events.filter((event) => event.type !== 'DealDivided');
  for (const event of decision.events)
    if (event.type === 'DealDivided') await splitDeal(tx, { ...event, buyersConsultant: null });
  const { explanation } = decision;
  const told = { ...visit, explanation, events: ofClaims, claims: facts.claims, at: recognisedAt, newId };
  const outcome = decision.explanation.outcome as Recognised['outcome'];
  return { decision, outcome, explanationId: await tellClaims(tx, told) };
};
