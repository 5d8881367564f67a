import { type CommandResult, demand, demandStaff, NotFound, runCommand } from '@shouwen/access';
import { type Act, recordAct } from '../act.ts';
import { lockRole, updateRolePermissions } from '../roles/index.ts';
import { endSessions } from '../sessions/index.ts';
import type { TokenTime } from '../staff/index.ts';
import { decideChangeRole } from './changeRolePermissions.decision.ts';
import { rolesHeldBy } from './grantQueries.ts';

export type ChangeRoleInput = {
  readonly idempotencyKey: string;
  readonly role: string;
  readonly permissions: readonly string[];
};
export type ChangeRoleResult = { readonly role: string; readonly explanationId: string };

/**
 * OR-1.02: changes what a role may do. Tokens of everybody who holds it end at once; their next ones carry the new permissions.
 * @throws NotSignedIn, Forbidden (`role.manage` for the whole company), NotFound
 */
export const changeRolePermissions =
  ({ clock }: TokenTime) =>
  async (act: Act, input: ChangeRoleInput): Promise<CommandResult<ChangeRoleResult>> => {
    demand(act.viewer, 'role.manage', null);
    const { staffId } = demandStaff(act.viewer);
    const { idempotencyKey, ...asked } = input;
    return runCommand({ ...act, name: 'changeRolePermissions', idempotencyKey, input: asked }, async (tx) => {
      const role = await lockRole(tx, asked.role);
      if (!role) throw new NotFound();
      const rolesHeld = await rolesHeldBy(tx, staffId, act.now);
      const decision = decideChangeRole({ now: act.now, role, permissions: asked.permissions, rolesHeld });
      if (decision.outcome === 'refused') return decision;
      for (const { permissions } of decision.events) await updateRolePermissions(tx, { ...role, permissions });
      const whose = { role: role.code, now: act.now };
      await endSessions(tx, whose, { reason: 'grants-changed', at: clock(), newId: act.newId });
      const record = { action: 'changeRolePermissions', siteId: null, subject: { type: 'role', id: role.code } };
      const explanationId = await recordAct(tx, act, { ...record, explanation: decision.explanation });
      return { outcome: 'accepted', result: { role: role.code, explanationId } };
    });
  };
