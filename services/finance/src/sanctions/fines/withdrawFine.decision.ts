import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Fine } from '../fine.ts';

export type WithdrawalFacts = { readonly fine: Fine; readonly managerId: string; readonly now: Date };
export type FineWithdrawn = { readonly type: 'FineWithdrawn' };
export type WithdrawalRefusal = Refusal<'FINE_DEDUCTED' | 'FINE_OVER' | 'OWN_FINE'>;

type Rule = Requirement<WithdrawalFacts, WithdrawalRefusal>;
const refusal = (code: WithdrawalRefusal['code'], zh: string, en: string): WithdrawalRefusal => ({
  code,
  rule: 'FI-3',
  message: text(zh, en),
});

const notDeducted: Rule = ({ fine }) =>
  fine.state === 'deducted' ? refusal('FINE_DEDUCTED', '该处罚已扣除。', 'This fine is deducted already.') : null;

const stillStands: Rule = ({ fine }) =>
  ['proposed', 'confirmed', 'contested'].includes(fine.state)
    ? null
    : refusal('FINE_OVER', '该处罚已不成立。', 'This fine does not stand any more.');

const notOneself: Rule = ({ fine, managerId }) =>
  fine.staffId === managerId
    ? refusal('OWN_FINE', '不能撤回对本人的处罚。', 'Nobody takes back their own fine.')
    : null;

export const withdrawalRules: readonly Rule[] = [notDeducted, stillStands, notOneself];

/** FI-3: a manager turns a proposal down, or takes a fine back as long as it is not deducted. */
export const decideWithdrawal = (facts: WithdrawalFacts): Decision<FineWithdrawn, WithdrawalRefusal> => {
  const { fine } = facts;
  const reasons = reasoning(facts.now).apply('FI-3').fact('code', fine.code).fact('state', fine.state);
  const fault = firstRefusal(withdrawalRules, facts);
  if (fault) return refused(fault, reasons.explain('refused', fault.message));
  if (fine.code !== null) reasons.reject(fine.code, withdrawn);
  return accepted([{ type: 'FineWithdrawn' }], reasons.explain('withdrawn', withdrawn));
};

const withdrawn = text('处罚已撤回。', 'The fine is taken back.');
