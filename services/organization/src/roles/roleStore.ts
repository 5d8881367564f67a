import { entity, type Tx } from '@shouwen/database';
import type { Role } from './role.ts';

export const roleTable = entity<Role>({
  name: 'role',
  columns: {
    code: { type: 'text', primary: true },
    nameZh: { type: 'text', name: 'name_zh' },
    nameEn: { type: 'text', name: 'name_en' },
    department: { type: 'text' },
    scope: { type: 'text' },
    hasRoster: { type: 'boolean', name: 'has_roster' },
    permissions: { type: 'text', array: true },
  },
});

export const roleByCode = (tx: Tx, code: string): Promise<Role | null> => tx.findOneBy(roleTable, { code });

/** Two changes of a role wait for each other. */
export const lockRole = (tx: Tx, code: string): Promise<Role | null> =>
  tx.findOne(roleTable, { where: { code }, lock: { mode: 'pessimistic_write' } });

export const updateRolePermissions = async (tx: Tx, { code, permissions }: Role): Promise<void> => {
  await tx.update(roleTable, { code }, { permissions: [...permissions] });
};
