import {
  accepted,
  type Decision,
  daysBetween,
  firstRefusal,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { RecordsPolicy } from '../../policies/index.ts';
import type { Entitlement } from '../steps/entitlement.ts';

export type DeputyFacts = {
  readonly now: Date;
  readonly staffId: string;
  readonly deputyId: string;
  readonly from: string;
  readonly to: string;
  /** Of the approver alone: what one may as a deputy is not passed on. */
  readonly entitlements: readonly Entitlement[];
  /** Whether the deputy works here on the first day. */
  readonly works: boolean;
  readonly policy: PolicyVersion<RecordsPolicy>;
};
export type DeputyCode = 'DEPUTY_INVALID' | 'DEPUTY_TOO_LONG' | 'NOTHING_TO_DEPUTISE';
export type DeputyNamed = { readonly type: 'DeputyNamed' };

type Rule = Requirement<DeputyFacts, Refusal<DeputyCode>>;

const anApprover: Rule = ({ entitlements }) =>
  entitlements.length > 0
    ? null
    : {
        code: 'NOTHING_TO_DEPUTISE',
        rule: 'CR-4',
        message: text('您没有可委托的审批权。', 'There is nothing that you approve.'),
      };

const anotherColleague: Rule = ({ staffId, deputyId, works }) =>
  deputyId !== staffId && works
    ? null
    : {
        code: 'DEPUTY_INVALID',
        rule: 'CR-4',
        message: text('受托人须为其他在职人员。', 'The deputy is another member of staff.'),
      };

const forAWhile: Rule = ({ now, from, to, policy }) => {
  const most = policy.params['request.deputyMostDays'];
  const fits = from >= siteDate(now) && to >= from && daysBetween(from, to) < most;
  const message = text(
    `委托期自今日起，最长${most}天。`,
    `A deputy is named from today on at the earliest, for ${most} days at most.`,
  );
  return fits ? null : { code: 'DEPUTY_TOO_LONG', rule: 'CR-4', message };
};

export const deputyRules = [anApprover, anotherColleague, forAWhile];

/** CR-4: an approver names who decides in the same place for a while. */
export const decideDeputy = (facts: DeputyFacts): Decision<DeputyNamed, Refusal<DeputyCode>> => {
  const { now, from, to, policy, entitlements } = facts;
  const why = reasoning(now).under(policy).apply('CR-4').fact('from', from).fact('to', to);
  why.fact('steps', [...new Set(entitlements.map(({ step }) => step))]);
  const refusal = firstRefusal(deputyRules, facts);
  if (refusal) return refused(refusal, why.explain(refusal.code, refusal.message));
  const said = text(
    '受托人在期内代为审批，决定注明所代何人。',
    'The deputy decides in the meantime; each decision says in whose place.',
  );
  return accepted([{ type: 'DeputyNamed' }], why.explain('deputy-named', said));
};
