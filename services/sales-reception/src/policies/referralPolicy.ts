import { type PolicyDefinition, text } from '@shouwen/kernel';

/** What SR-5.05 leaves to the company. */
export type ReferralPolicy = {
  /** SR-5: whether employees may refer clients for a part of the commission; off, such a client is as any other. */
  readonly 'referral.byEmployees': boolean;
};

/** The presets of the rulebook. */
export const referralPresets = {
  'one-month': { 'referral.byEmployees': true },
  'triple-confirmation': { 'referral.byEmployees': false },
} as const satisfies Record<string, ReferralPolicy>;

export const referralParams: PolicyDefinition<ReferralPolicy>['params'] = {
  'referral.byEmployees': {
    type: 'boolean',
    default: referralPresets['one-month']['referral.byEmployees'],
    rule: 'SR-5.05',
    sentence: text(
      '是否受理员工内部介绍（介绍人参与分佣）。',
      'Whether employees may refer clients for a part of the commission.',
    ),
  },
};
