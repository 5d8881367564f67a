import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyRef,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { cite } from './citeEvidence.ts';
import { type DisputedDeal, type DisputeRefusal, disputeRefusal, type EvidenceItem } from './dispute.ts';

export type OpeningFacts = {
  readonly sides: readonly [string, string];
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly statementsDueAt: Date;
  /** Whether whoever opens it may rule on disputes of the site: a manager opens it for others. */
  readonly mayRule: boolean;
  /** The consultants of the site today. */
  readonly consultants: readonly string[];
  readonly evidence: readonly EvidenceItem[];
  /** The deal it is about; null: it is about whose client somebody is. */
  readonly deal: DisputedDeal | null;
  readonly deals: readonly DisputedDeal[];
  readonly anotherIsOpen: boolean;
  readonly claimDecided: boolean;
  readonly policy: PolicyRef;
};

export type DisputeOpened = { readonly freezes: readonly string[] };
type OpeningRequirement = Requirement<OpeningFacts, DisputeRefusal>;

const areTwo: OpeningRequirement = ({ sides: [one, other] }) =>
  one === other ? disputeRefusal('BAD_INPUT', '争议须有不同的双方。', 'A dispute has two sides.') : null;

const isOwnCause: OpeningRequirement = ({ sides, openedBy, mayRule, evidence }) => {
  if (mayRule) return null;
  const hasTrace = evidence.some(
    ({ staffId, details }) =>
      staffId === openedBy || details.actingFor === openedBy || details.takenOverFrom === openedBy,
  );
  if (sides.includes(openedBy) && hasTrace) return null;
  const en = 'Only a side that has a record of the client opens a dispute, or the manager.';
  return disputeRefusal('NOT_A_PARTY', '争议由有该客户记录的一方或经理提出。', en);
};

const areConsultants: OpeningRequirement = ({ sides, consultants }) =>
  sides.every((side) => consultants.includes(side))
    ? null
    : disputeRefusal('STAFF_UNKNOWN', '双方须为本案场置业顾问。', 'Both sides are consultants of the site.');

const dealStands: OpeningRequirement = ({ deal }) =>
  deal?.state === 'cancelled' ? disputeRefusal('DEAL_NOT_OPEN', '该成交已退订。', 'The deal was cancelled.') : null;

const isTheOnlyOne: OpeningRequirement = ({ anotherIsOpen }) =>
  anotherIsOpen
    ? disputeRefusal('DISPUTE_OPEN', '该客户的争议正在处理。', 'A dispute about this client is open already.')
    : null;

const isUndecided: OpeningRequirement = (facts) => {
  const { deal, deals, claimDecided } = facts;
  const standing = deals.filter(({ state }) => state === 'closed');
  const nothingLeft = claimDecided || (standing.length > 0 && standing.every(({ decided }) => decided));
  if (deal ? !deal.decided : !nothingLeft) return null;
  return disputeRefusal(
    'DISPUTE_DECIDED',
    '此争议已和解或裁定，为终局。',
    'This was settled or ruled on, which is final.',
  );
};

const requirements = [areTwo, isOwnCause, areConsultants, dealStands, isTheOnlyOne, isUndecided];

/** SR-7.04: a dispute is opened as a case; what the client bought is frozen until it is over. */
export const decideOpening = (facts: OpeningFacts): Decision<DisputeOpened, DisputeRefusal> => {
  const { openedAt, statementsDueAt, deal, deals, sides } = facts;
  const why = reasoning(openedAt).apply('SR-7.04').under(facts.policy);
  why.fact('sides', sides).fact('openedBy', facts.openedBy, openedAt);
  why.fact('statementsDueAt', statementsDueAt.toISOString(), statementsDueAt);
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  cite(why, facts.evidence);
  const disputed = deal ? [deal] : deals.filter(({ state, decided }) => state === 'closed' && !decided);
  const freezes = disputed.map(({ dealId }) => dealId);
  why.fact('freezes', freezes);
  return accepted([{ freezes }], why.explain('OPENED', opened));
};

const opened = text(
  '争议已立案，相关成交的佣金冻结至了结。',
  'The dispute is open; the commission of its deals is frozen until it is over.',
);
