import { type PolicyDefinition, text } from '@shouwen/kernel';
import type { ClaimPolicy } from './claimPolicy.ts';
import type { SalesPolicy } from './salesPolicy.ts';
import { oneMonth } from './salesPresets.ts';

type RecognitionKey = Exclude<Extract<keyof SalesPolicy, `${'recognition' | 'caller'}.${string}`>, keyof ClaimPolicy>;

const minutes = text('分钟', 'minutes');
const percent = text('%', 'per cent');

/** The parameters of SR-3.09 to SR-3.12 and SR-3.20. */
export const recognitionParams: Pick<PolicyDefinition<SalesPolicy>['params'], RecognitionKey> = {
  'recognition.within': {
    type: 'enum',
    options: ['same-day', 'minutes'],
    default: oneMonth['recognition.within'],
    rule: 'SR-3.10',
    sentence: text(
      '原置业顾问认出客户的期限：当日，或接待开始后若干分钟内。',
      'Until when the original consultant takes over: on the same day, or within minutes of the start.',
    ),
  },
  'recognition.minutes': {
    type: 'int',
    min: 1,
    max: 240,
    default: oneMonth['recognition.minutes'],
    unit: minutes,
    rule: 'SR-3.10',
    sentence: text('接待开始后几分钟内认出有效。', 'Within how many minutes of the start, where minutes count.'),
  },
  'recognition.lateMonths': {
    type: 'int',
    min: 1,
    max: 12,
    nullable: true,
    default: oneMonth['recognition.lateMonths'],
    unit: text('个月', 'months'),
    rule: 'SR-3.11',
    sentence: text(
      '过期认出后几个月内由新老顾问分成；不设的，归新顾问。',
      'For how long after the new reception a late recognition shares the deal; without it, it changes nothing.',
    ),
  },
  'recognition.afterDeal': {
    type: 'enum',
    options: ['all-to-new', 'shared-same-day'],
    default: oneMonth['recognition.afterDeal'],
    rule: 'SR-3.12',
    sentence: text(
      '成交在先、认出在后的，全归新顾问，还是当日知晓的各半。',
      'After a deal in that reception: all to the new consultant, or shared when the original learns of it that day.',
    ),
  },
  'recognition.originalPart': {
    type: 'int',
    min: 0,
    max: 100,
    default: oneMonth['recognition.originalPart'],
    unit: percent,
    rule: 'SR-3.11',
    sentence: text('分成时原置业顾问所得。', 'The part of the original consultant when shared.'),
  },
  'recognition.newPart': {
    type: 'int',
    min: 0,
    max: 100,
    default: oneMonth['recognition.newPart'],
    unit: percent,
    rule: 'SR-3.11',
    sentence: text('分成时新置业顾问所得。', 'The part of the new consultant when shared.'),
  },
  'caller.namesWithinMinutes': {
    type: 'int',
    min: 0,
    max: 60,
    default: oneMonth['caller.namesWithinMinutes'],
    unit: minutes,
    rule: 'SR-3.20',
    sentence: text(
      '来电客户到场几分钟内须说出接听人。',
      'Within how many minutes of arrival a caller must name somebody.',
    ),
  },
  'caller.foundWithinMinutes': {
    type: 'int',
    min: 1,
    max: 240,
    nullable: true,
    default: oneMonth['caller.foundWithinMinutes'],
    unit: minutes,
    rule: 'SR-3.20',
    sentence: text(
      '邀约人在接待开始后几分钟内发现来电客户的，归邀约人；不设的，归接待人。',
      'Within how many minutes of the start the inviter may find the caller; without it, the receiver keeps them.',
    ),
  },
};
