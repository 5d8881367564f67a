import { isPermission, type Permission } from '@shouwen/access';
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

export type ChangeRoleFacts = {
  readonly now: Date;
  readonly role: { readonly code: string; readonly permissions: readonly Permission[] };
  /** What the role shall be: the whole set. */
  readonly permissions: readonly string[];
  /** The roles the changer holds. */
  readonly rolesHeld: readonly string[];
};
export type ChangeRoleCode = 'BAD_INPUT' | 'OWN_ROLE' | 'AUDITOR_ACTS';
export type RoleChanged = {
  readonly type: 'RoleChanged';
  readonly permissions: readonly Permission[];
  readonly added: readonly Permission[];
  readonly removed: readonly Permission[];
};

type Rule = Requirement<ChangeRoleFacts, Refusal<ChangeRoleCode>>;

const permissionsExist: Rule = ({ permissions }) =>
  permissions.every(isPermission)
    ? null
    : { code: 'BAD_INPUT', rule: null, message: text('有未知的权限。', 'One of the permissions does not exist.') };

/** Whoever changed a role they hold would be granting their own request. */
const notOnesOwn: Rule = ({ rolesHeld, role }) =>
  rolesHeld.includes(role.code)
    ? { code: 'OWN_ROLE', rule: 'OR-1.03', message: text('不得更改本人所任角色。', 'Nobody changes a role they hold.') }
    : null;

/** Who watches must not act: a role that reads the audit trail only reads. */
const watchersOnlyRead: Rule = ({ permissions }) =>
  permissions.includes('audit.read') && permissions.some((one) => !/\.read[A-Z]?/.test(one))
    ? {
        code: 'AUDITOR_ACTS',
        rule: 'OR-1.03',
        message: text('审计角色只能查看。', 'A role that audits may only read.'),
      }
    : null;

export const changeRoleRules = [permissionsExist, notOnesOwn, watchersOnlyRead];

/** OR-1.02, OR-1.03: may this role carry these permissions from now on? */
export const decideChangeRole = (facts: ChangeRoleFacts): Decision<RoleChanged, Refusal<ChangeRoleCode>> => {
  const before = facts.role.permissions;
  const permissions = [...new Set(facts.permissions.filter(isPermission))].sort();
  const added = permissions.filter((one) => !before.includes(one));
  const removed = before.filter((one) => !permissions.includes(one));
  const reasons = reasoning(facts.now)
    .apply('OR-1.02', 'OR-1.03')
    .fact('role', facts.role.code)
    .fact('added', added)
    .fact('removed', removed);
  const refusal = firstRefusal(changeRoleRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const summary = text('角色权限已更改。', 'The permissions of the role were changed.');
  return accepted([{ type: 'RoleChanged', permissions, added, removed }], reasons.explain('ROLE_CHANGED', summary));
};
