import { type PolicyVersion, type Reasoning, type RuleId, siteDate, type Text } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, Standing } from '../claims/claim.ts';
import * as say from './claimByVisitTexts.ts';
import type { VisitFacts } from './visitFacts.ts';

/** What is known when a visit is registered. */
export type VisitClaimFacts = {
  readonly visit: VisitFacts;
  /** Whose client it was at the moment the visit began. */
  readonly standing: Standing;
  readonly registeredAt: Date;
  /** The claim whose row is open when the visit is registered, whatever the calendar says; null when there is none. */
  readonly open: Claim | null;
  /** The line in the public register, which the desk keeps, is there too (SR-3.06). */
  readonly inPublicRegister: boolean;
  /** When two consultants registered the client on one day: whom the client names (SR-2.05). */
  readonly clientSays: string | null;
  readonly zone: string;
  /** In force when the visit was received. */
  readonly policy: PolicyVersion<SalesPolicy>;
  readonly newClaimId: string;
};

/** Why a registration does not decide whose client it is. */
export type Flaw = { readonly rule: RuleId; readonly because: Text };

/** Puts what the decision knows into its explanation. */
export const describe = ({ visit, inPublicRegister, registeredAt }: VisitClaimFacts, why: Reasoning): void => {
  why.fact('receiver', visit.receiverId, visit.receivedAt).fact('actingFor', visit.actingFor);
  why.fact('registeredAt', registeredAt.toISOString(), registeredAt).fact('inPublicRegister', inPublicRegister);
  if (visit.forgotWhom) why.fact('forgotWhom', true);
};

/** SR-2.01, SR-3.06, SR-1.25, SR-1.26: why a registration proves nothing; null when it does. */
export const flawOf = ({ visit, registeredAt, zone, policy, inPublicRegister }: VisitClaimFacts): Flaw | null => {
  if (visit.kind === 'trade') return { rule: 'SR-1.25', because: say.noClient };
  if (visit.kind === 'tour-group') return { rule: 'SR-1.26', because: say.noClient };
  if (siteDate(registeredAt, zone) !== siteDate(visit.receivedAt, zone))
    return { rule: 'SR-2.01', because: say.tooLate };
  if (policy.params['claim.proof'] === 'triple' && !inPublicRegister)
    return { rule: 'SR-3.06', because: say.notInRegister };
  return null;
};

/** What happened between the visit and its registration goes first: another registration, or the end of the claim. */
export const changedSince = ({ open, visit, standing }: VisitClaimFacts): Flaw | null => {
  if (open && open.openedAt > visit.receivedAt) return { rule: 'SR-2.05', because: say.earlierWins };
  const endedSince = standing.kind === 'OWNED' && standing.claim.status === 'ended';
  return endedSince ? { rule: 'SR-2.03', because: say.endedMeanwhile } : null;
};
