import { type PolicyDefinition, text } from '@shouwen/kernel';
import type { ReceptionPolicy } from './receptionPolicy.ts';
import type { SalesPolicy } from './salesPolicy.ts';
import { oneMonth } from './salesPresets.ts';

type RotationKey = Exclude<
  Extract<keyof SalesPolicy, `${'rotation' | 'makeUp' | 'lunch' | 'arrival'}.${string}`>,
  keyof ReceptionPolicy
>;

const people = text('人', 'people');

/** The parameters of SR-1, each with the sentence for the person who sets it. */
export const rotationParams: Pick<PolicyDefinition<SalesPolicy>['params'], RotationKey> = {
  'rotation.opensAt': {
    type: 'time',
    default: oneMonth['rotation.opensAt'],
    rule: 'SR-1.01',
    sentence: text('每日几点开始轮排。', "When the day's rotation is opened."),
  },
  'rotation.hours.from': {
    type: 'time',
    default: oneMonth['rotation.hours.from'],
    rule: 'SR-1.13',
    sentence: text('从几点起接待计入轮次。', 'From when on a reception counts as a turn.'),
  },
  'rotation.hours.to': {
    type: 'time',
    default: oneMonth['rotation.hours.to'],
    rule: 'SR-1.13',
    sentence: text('到几点为止接待计入轮次。', 'Until when a reception counts as a turn.'),
  },
  'rotation.minWaiting': {
    type: 'int',
    min: 0,
    max: 50,
    default: oneMonth['rotation.minWaiting'],
    unit: people,
    rule: 'SR-1.07',
    sentence: text('候客人数低于多少时提醒。', 'Fewer consultants waiting at the desk than this raise a warning.'),
  },
  'makeUp.reasons': {
    type: 'list',
    options: ['officialBusiness', 'scheduledMeal', 'tourGroup', 'managerGrant'],
    default: oneMonth['makeUp.reasons'],
    rule: 'SR-1.04',
    sentence: text('因哪些原因错过的轮次予以补轮。', 'For which reasons a missed turn is made up.'),
  },
  'lunch.from': {
    type: 'time',
    default: oneMonth['lunch.from'],
    rule: 'SR-1.09',
    sentence: text('规定就餐时间从几点起。', 'When the scheduled meal begins.'),
  },
  'lunch.to': {
    type: 'time',
    default: oneMonth['lunch.to'],
    rule: 'SR-1.09',
    sentence: text('规定就餐时间到几点止。', 'When the scheduled meal ends.'),
  },
  'lunch.deskStaff': {
    type: 'int',
    min: 0,
    max: 50,
    default: oneMonth['lunch.deskStaff'],
    unit: people,
    rule: 'SR-1.09',
    sentence: text('午间由轮排前几位值守接待台。', 'How many of the first in the rotation staff the desk at lunch.'),
  },
  'arrival.namedConsultant': {
    type: 'enum',
    options: ['designated', 'own-client'],
    default: oneMonth['arrival.namedConsultant'],
    rule: 'SR-1.27',
    sentence: text(
      '新客户到场即指名的，作指定接待还是视为该顾问的老客户。',
      'Whether a new client who names a consultant is a designated reception or that consultant’s own client.',
    ),
  },
  'arrival.ownContactsCount': {
    type: 'boolean',
    default: oneMonth['arrival.ownContactsCount'],
    rule: 'SR-1.31',
    sentence: text('自身资源带来的客户是否计轮次。', 'Whether a client won through one’s own contacts uses up a turn.'),
  },
  'arrival.referralWhenAway': {
    type: 'enum',
    options: ['stand-in', 'in-turn'],
    default: oneMonth['arrival.referralWhenAway'],
    rule: 'SR-6.02',
    sentence: text(
      '老客户带新客户到访而其顾问不在场时，由末位代接，还是（未事先告知经理的）由当轮置业顾问按新客户接待。',
      'Whether the last in the rotation stands in for the old client’s consultant who is away, or, unless announced, the one in turn receives as new.',
    ),
  },
  'arrival.standInTakesNext': {
    type: 'boolean',
    default: oneMonth['arrival.standInTakesNext'],
    rule: 'SR-6.02',
    sentence: text(
      '老客户带来的新客户由他人代接的，代接人是否接待下一个客户。',
      'Whether whoever stands in with a client whom an old one brought takes the next client.',
    ),
  },
};
