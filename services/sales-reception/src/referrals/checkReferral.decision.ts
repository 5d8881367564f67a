import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import {
  type Accompaniment,
  type EmployeeReferral,
  type FirstVisit,
  type Signature,
  statusAt,
} from './employeeReferral.ts';

export type CheckReferralFacts = {
  readonly referral: EmployeeReferral;
  /** The client's first visit ever; null when nobody came yet. */
  readonly firstVisit: FirstVisit | null;
  /** A consultant had registered the client before that visit. */
  readonly registeredByConsultant: boolean;
  readonly came: Accompaniment;
  readonly by: string;
  readonly at: Date;
  readonly zone: string;
};

export type ReferralSigned = {
  readonly type: 'ReferralSigned';
  readonly referralId: string;
  readonly signature: Signature;
};

export type CheckReferralRefusal = Refusal<
  'OWN_REFERRAL' | 'REFERRAL_CLOSED' | 'REFERRAL_NOT_COME' | 'REFERRAL_VOID' | 'PHONED_TOO_LATE'
>;

/**
 * SR-5.05: the client came on the day, for the first time, with the employee or announced by phone: the manager signs. All of it, or
 * it is void.
 */
export const decideCheckReferral = (facts: CheckReferralFacts): Decision<ReferralSigned, CheckReferralRefusal> => {
  const { referral, firstVisit, came, by, at } = facts;
  const why = reasoning(at).apply('SR-5.05').fact('introducer', referral.introducerId, referral.registeredAt);
  why.fact('visitOn', referral.visitOn).fact('firstVisitAt', firstVisit?.arrivedAt.toISOString() ?? null);
  why.fact('came', came.kind, came.phonedAt ?? undefined);
  const refusal = firstRefusal(requirements, facts);
  if (refusal || !firstVisit) {
    const no = refusal ?? notCome;
    return refused(no, why.explain('REFUSED', no.message));
  }
  const signature = { visitId: firstVisit.visitId, signedBy: by, signedAt: at, came };
  const signed = { type: 'ReferralSigned', referralId: referral.referralId, signature } as const;
  return accepted([signed], why.explain('SIGNED', valid));
};

type CheckRequirement = Requirement<CheckReferralFacts, CheckReferralRefusal>;

const notOnesOwn: CheckRequirement = ({ referral, by }) =>
  referral.introducerId === by
    ? {
        code: 'OWN_REFERRAL',
        rule: 'SR-5.05',
        message: text('不能核对本人的介绍。', 'Nobody signs their own referral.'),
      }
    : null;

const stillOpen: CheckRequirement = ({ referral, at }) =>
  statusAt(referral, at) === 'registered'
    ? null
    : {
        code: 'REFERRAL_CLOSED',
        rule: 'SR-5.05',
        message: text('该介绍已失效或已签字。', 'The referral has lapsed, or was signed before.'),
      };

const notCome: CheckReferralRefusal = {
  code: 'REFERRAL_NOT_COME',
  rule: 'SR-5.05',
  message: text('客户尚未到访登记。', 'No visit of this client is known yet.'),
  retryable: true,
};

const hasCome: CheckRequirement = ({ firstVisit }) => (firstVisit ? null : notCome);

const firstCameThatDay: CheckRequirement = ({ referral, firstVisit, registeredByConsultant, zone }) =>
  firstVisit &&
  referral.registeredAt < firstVisit.arrivedAt &&
  siteDate(firstVisit.arrivedAt, zone) === referral.visitOn &&
  !registeredByConsultant
    ? null
    : {
        code: 'REFERRAL_VOID',
        rule: 'SR-5.05',
        message: text(
          '客户首次到访不在登记日期，或此前已由置业顾问登记，介绍无效。',
          'The client first came on another day, or a consultant had registered them before: void.',
        ),
      };

const phonedBefore: CheckRequirement = ({ came, firstVisit }) =>
  came.phonedAt === null || (firstVisit && came.phonedAt < firstVisit.arrivedAt)
    ? null
    : {
        code: 'PHONED_TOO_LATE',
        rule: 'SR-5.05',
        message: text('电话须在客户到访之前打来。', 'The call must come ahead of the client.'),
      };

const requirements = [notOnesOwn, stillOpen, hasCome, firstCameThatDay, phonedBefore];

const valid = text('首次到访与登记相符，介绍有效。', 'The first visit is as it was registered: the referral is valid.');
