import { definePolicy, text } from '@shouwen/kernel';

/** What a property office may set about answering its owners. */
export type ServicePolicy = {
  /** Hours from the registration within which an answer of substance is due (PS-1.02). */
  readonly 'answer.withinHours': number;
};

export const servicePolicy = definePolicy<ServicePolicy>({
  name: 'service',
  params: {
    'answer.withinHours': {
      type: 'int',
      min: 1,
      max: 24 * 7,
      default: 24,
      unit: text('小时', 'hours'),
      rule: 'PS-1.02',
      sentence: text(
        '业主来事须在几小时内给予实质答复。',
        'Within how many hours whatever an owner brings up gets an answer of substance.',
      ),
    },
  },
  presets: { 'property-office': {}, dealer: {}, 'retail-chain': {} },
});
