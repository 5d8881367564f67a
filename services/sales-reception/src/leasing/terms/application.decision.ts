import {
  accepted,
  type Decision,
  formatYuan,
  type PolicyVersion,
  type Refusal,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { LeasingPolicy, Standing } from '../../policies/index.ts';
import { authorityFor } from './authority.ts';

export type ApplyFacts = {
  readonly now: Date;
  readonly open: boolean;
  readonly anonymous: boolean;
  readonly standing: Standing;
  readonly months: number;
  readonly listRentFen: number;
  /** The price the tenant would pay, which the application must state. */
  readonly tenantRentFen: number;
  readonly undecided: boolean;
};
export type AppliedForTerms = { readonly type: 'AppliedForTerms'; readonly tenantRentFen: number };
export type ApplyCode = 'ENQUIRY_CLOSED' | 'CAUTIOUS_QUOTES_ONLY' | 'WITHIN_AUTHORITY' | 'APPLICATION_OPEN';

/** SR-10.02: may the general manager be asked for these terms? Only for what the negotiator cannot give. */
export const decideApply = (
  facts: ApplyFacts,
  policy: PolicyVersion<LeasingPolicy>,
): Decision<AppliedForTerms, Refusal<ApplyCode>> => {
  const { standing, months, listRentFen, tenantRentFen } = facts;
  const { leastRentFen } = authorityFor({ standing, months, listRentFen }, policy.params);
  const why = reasoning(facts.now)
    .under(policy)
    .apply('SR-10.02')
    .fact('tenantRent', formatYuan(tenantRentFen))
    .fact('leastRent', formatYuan(leastRentFen))
    .fact('months', months);
  const code = firstFault(facts, leastRentFen);
  if (code) return refused({ code, rule: 'SR-10.02', message: messages[code] }, why.explain('refused', messages[code]));
  const summary = text('已报总经理审批。', 'The general manager was asked.');
  return accepted([{ type: 'AppliedForTerms', tenantRentFen }], why.explain('applied', summary));
};

const firstFault = (facts: ApplyFacts, leastRentFen: number): ApplyCode | null => {
  if (!facts.open) return 'ENQUIRY_CLOSED';
  if (facts.anonymous) return 'CAUTIOUS_QUOTES_ONLY';
  if (facts.undecided) return 'APPLICATION_OPEN';
  return facts.tenantRentFen >= leastRentFen ? 'WITHIN_AUTHORITY' : null;
};

export type RuleFacts = {
  readonly now: Date;
  readonly applicantId: string;
  readonly ruledBy: string;
  readonly state: 'open' | 'approved' | 'refused';
  readonly tenantRentFen: number;
  readonly approve: boolean;
};
export type TermsRuled = { readonly type: 'TermsRuled'; readonly approved: boolean };
export type RuleCode = 'OWN_APPLICATION' | 'APPLICATION_DECIDED';

/** SR-10.02, OR-1.03: the general manager decides; nobody on their own application. */
export const decideTerms = (facts: RuleFacts): Decision<TermsRuled, Refusal<RuleCode>> => {
  const why = reasoning(facts.now)
    .apply('SR-10.02', 'OR-1.03')
    .fact('tenantRent', formatYuan(facts.tenantRentFen))
    .fact('applicant', facts.applicantId);
  const code: RuleCode | null =
    facts.ruledBy === facts.applicantId ? 'OWN_APPLICATION' : facts.state === 'open' ? null : 'APPLICATION_DECIDED';
  if (code) {
    const rule = code === 'OWN_APPLICATION' ? 'OR-1.03' : 'SR-10.02';
    return refused({ code, rule, message: messages[code] }, why.explain('refused', messages[code]));
  }
  const summary = facts.approve
    ? text('总经理已批准。', 'The general manager approved.')
    : text('总经理未批准。', 'The general manager did not approve.');
  const outcome = facts.approve ? 'approved' : 'not-approved';
  return accepted([{ type: 'TermsRuled', approved: facts.approve }], why.explain(outcome, summary));
};

const messages = {
  ENQUIRY_CLOSED: text('该询价已结束。', 'This enquiry is closed.'),
  CAUTIOUS_QUOTES_ONLY: text(
    '来访者未留名片或电话，只可作保守报价。',
    'A visitor who left neither card nor phone gets cautious quotes only.',
  ),
  WITHIN_AUTHORITY: text('在洽谈人权限内，无须申请。', 'The negotiator may grant this; no application is needed.'),
  APPLICATION_OPEN: text('已有待审批的申请。', 'There is an application that is not decided yet.'),
  OWN_APPLICATION: text('不得审批本人的申请。', 'Nobody decides on their own application.'),
  APPLICATION_DECIDED: text('该申请已审批。', 'This application was decided before.'),
} as const;
