import type { Permission } from '@shouwen/access';
import { laterPermissions } from './laterPermissions.ts';
import { recordsPermissions } from './recordsPermissions.ts';
import { roleSeed } from './roleSeed.ts';

/** What each role may do when the company starts: as the migrations leave the table of roles (OR-1.02), sorted. */
export const permissionsByRole = (): Readonly<Record<string, readonly Permission[]>> =>
  Object.fromEntries(
    roleSeed.map(({ code, permissions }) => {
      const later = [...(laterPermissions[code] ?? []), ...(recordsPermissions[code] ?? [])];
      const isTaken = (permission: Permission): boolean =>
        permission === 'pool.spend' && ['finance-manager', 'finance-clerk'].includes(code);
      const all = [...permissions.filter((permission) => !isTaken(permission)), ...later];
      return [code, [...new Set(all)].sort()];
    }),
  );
