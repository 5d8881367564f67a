import { type PolicyDefinition, text } from '@shouwen/kernel';
import type { ClaimPolicy } from './claimPolicy.ts';
import type { SalesPolicy } from './salesPolicy.ts';
import { oneMonth } from './salesPresets.ts';

type OwnershipKey = Exclude<
  Extract<keyof SalesPolicy, `${'claim' | 'call' | 'followUp' | 'standIn'}.${string}`>,
  'call.sameDayMessage' | keyof ClaimPolicy
>;

const days = text('天', 'days');

/** The parameters of SR-3.01 to SR-3.08. */
export const ownershipParams: Pick<PolicyDefinition<SalesPolicy>['params'], OwnershipKey> = {
  'claim.validityMonths': {
    type: 'int',
    min: 1,
    max: 12,
    default: oneMonth['claim.validityMonths'],
    unit: text('个月', 'months'),
    rule: 'SR-3.01',
    sentence: text('来访登记有效几个月，含接待当日。', 'How long a visit registration is valid, first day included.'),
  },
  'claim.freshnessDays': {
    type: 'int',
    min: 1,
    max: 366,
    nullable: true,
    default: oneMonth['claim.freshnessDays'],
    unit: days,
    rule: 'SR-3.02',
    sentence: text(
      '来访客户最长几天须有一次有效跟进，含当日。',
      'Within how many days a follow-up must reach a visitor, the day of the last one included.',
    ),
  },
  'call.freshnessDays': {
    type: 'int',
    min: 1,
    max: 366,
    nullable: true,
    default: oneMonth['call.freshnessDays'],
    unit: days,
    rule: 'SR-3.03',
    sentence: text(
      '来电客户最长几天须有一次有效跟进，含当日。',
      'Within how many days a follow-up must reach a caller, the day of the last one included.',
    ),
  },
  'call.toVisitDays': {
    type: 'int',
    min: 1,
    max: 366,
    nullable: true,
    default: oneMonth['call.toVisitDays'],
    unit: days,
    rule: 'SR-3.03',
    sentence: text(
      '从来电到到访最长几天有效，含来电当日；不设的，同来访登记。',
      'Within how many days a caller must visit, first day included; without it, as long as a visit registration.',
    ),
  },
  'followUp.unreachedCounts': {
    type: 'boolean',
    default: oneMonth['followUp.unreachedCounts'],
    rule: 'SR-3.04',
    sentence: text(
      '关机、无人接听的跟进是否视为有效。',
      'Whether a follow-up that did not reach the client counts all the same.',
    ),
  },
  'claim.secondVisit': {
    type: 'enum',
    options: ['starts-again', 'changes-nothing'],
    default: oneMonth['claim.secondVisit'],
    rule: 'SR-3.05',
    sentence: text(
      '有效期内再次到访是否重新起算。',
      'Whether a second visit under a valid claim starts a new month and a new freshness period.',
    ),
  },
  'claim.proof': {
    type: 'enum',
    options: ['registration', 'triple'],
    default: oneMonth['claim.proof'],
    rule: 'SR-3.06',
    sentence: text(
      '归属凭登记，还是须公共登记、系统录入、保鲜三者齐备。',
      'Whether a registration proves ownership, or public register, system entry and freshness together.',
    ),
  },
  'standIn.needsOwnersConsent': {
    type: 'boolean',
    default: oneMonth['standIn.needsOwnersConsent'],
    rule: 'SR-3.08',
    sentence: text(
      '义务接待前是否须征得原置业顾问同意。',
      'Whether a stand-in needs the owner’s consent and not only to tell them.',
    ),
  },
};
