import { type PolicyDefinition, text } from '@shouwen/kernel';
import type { SalesPolicy } from './salesPolicy.ts';
import { oneMonth } from './salesPresets.ts';

type RegisterKey = Extract<keyof SalesPolicy, `registration.${string}` | 'call.sameDayMessage'>;

/** The parameters of SR-2. */
export const registerParams: Pick<PolicyDefinition<SalesPolicy>['params'], RegisterKey> = {
  'registration.needsConfirmation': {
    type: 'boolean',
    default: oneMonth['registration.needsConfirmation'],
    rule: 'SR-2.02',
    sentence: text(
      '来访登记是否须经经理当日确认方为归属依据。',
      'Whether a registration proves ownership only once the manager has confirmed it.',
    ),
  },
  'registration.sameDayConflict': {
    type: 'enum',
    options: ['earlier', 'client-decides'],
    default: oneMonth['registration.sameDayConflict'],
    rule: 'SR-2.05',
    sentence: text(
      '同日两次登记的，以先登记者为准还是以客户指认为准。',
      'Of two registrations of one day, whether the earlier one wins or the client’s word decides.',
    ),
  },
  'call.sameDayMessage': {
    type: 'boolean',
    default: oneMonth['call.sameDayMessage'],
    rule: 'SR-2.04',
    sentence: text(
      '首次来电当日是否须发送地址与路线。',
      'Whether address and route are sent on the day of a first call.',
    ),
  },
};
