import { demandStaff, type Permission, permissionTexts } from '@shouwen/access';
import type { GraphContext } from '@shouwen/subgraph';
import type { Role } from './role.ts';
import { listRoles } from './roleQueries.ts';

export const roleResolvers = {
  Query: {
    roles: (_: unknown, __: unknown, { db, viewer }: GraphContext) => {
      demandStaff(viewer);
      return db.read((tx) => listRoles(tx, viewer));
    },
  },
  Role: {
    name: ({ nameZh, nameEn }: Role) => ({ zh: nameZh, en: nameEn }),
    permissions: ({ permissions }: Role) => permissions.map(toGraphPermission),
  },
};

export const toGraphPermission = (code: Permission) => ({ code, text: permissionTexts[code] });
