import { canSomewhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Role } from './role.ts';

/** The roles with these codes, for whoever may see roles at all. */
export const rolesByCodes = async (tx: Tx, viewer: Viewer, codes: readonly string[]): Promise<Role[]> =>
  canSomewhere(viewer, 'role.read') ? tx.query(`${selectRole} WHERE code = ANY($1)`, [codes]) : [];

/** All roles, in the order of OR-1.02. The list is as long as the rulebook's, so it has no pages. */
export const listRoles = async (tx: Tx, viewer: Viewer): Promise<Role[]> =>
  canSomewhere(viewer, 'role.read') ? tx.query(`${selectRole} ORDER BY position, code`) : [];

const selectRole = `SELECT code, name_zh AS "nameZh", name_en AS "nameEn", department, scope, has_roster AS "hasRoster",
  permissions FROM role`;
