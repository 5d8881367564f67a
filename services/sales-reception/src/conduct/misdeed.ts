import type { RuleId } from '@shouwen/kernel';

/** What a reporter can name without knowing the schedules: its code, and the rule of conduct it breaks. */
export type Misdeed =
  | 'solicited-outside'
  | 'had-colleague-solicit'
  | 'private-resale'
  | 'private-name-transfer'
  | 'discount-over-manager'
  | 'took-gift'
  | 'took-deposit'
  | 'argued-before-client'
  | 'disturbed-floor';

type Entry = { readonly code: RuleId; readonly rule: RuleId };

/**
 * SR-7.02 to SR-7.04. The schedule has no entry for private resale, name transfer and discount requests: they promise what only the
 * procedure may give (V-37, our reading); gifts and deposits are the favours and deposits of V-38.
 */
export const misdeeds: Readonly<Record<Misdeed, Entry>> = {
  'solicited-outside': { code: 'V-52', rule: 'SR-7.02' },
  'had-colleague-solicit': { code: 'V-52', rule: 'SR-7.02' },
  'private-resale': { code: 'V-37', rule: 'SR-7.03' },
  'private-name-transfer': { code: 'V-37', rule: 'SR-7.03' },
  'discount-over-manager': { code: 'V-37', rule: 'SR-7.03' },
  'took-gift': { code: 'V-38', rule: 'SR-7.03' },
  'took-deposit': { code: 'V-38', rule: 'SR-7.03' },
  'argued-before-client': { code: 'V-23', rule: 'SR-7.04' },
  'disturbed-floor': { code: 'V-49', rule: 'SR-7.04' },
};
