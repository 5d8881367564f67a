import type { Permission } from '@shouwen/access';
import { toGraphResult } from '../answer.ts';
import { explanationOf } from '../explained.ts';
import { toGraphPermission } from '../roles/index.ts';
import type { StaffContext, TokenTime } from '../staff/index.ts';
import { type ChangeRoleInput, changeRolePermissions } from './changeRolePermissions.ts';

type Grant = { readonly siteId: string; readonly permissions: readonly Permission[] };
type Changed = { readonly role: string; readonly explanationId: string };

export const grantResolvers = (deps: TokenTime) => ({
  Query: {
    me: async (_: unknown, __: unknown, { viewer, loaders }: StaffContext) => {
      if (viewer.kind !== 'staff') return null;
      const staff = await loaders.staff.load(viewer.staffId);
      return staff && { staff, grants: grantsInOrder(viewer.grants) };
    },
  },
  Mutation: {
    changeRolePermissions: async (_: unknown, { input }: { input: ChangeRoleInput }, context: StaffContext) =>
      toGraphResult('RolePermissionsChanged', await changeRolePermissions(deps)(context, input)),
  },
  RolePermissionsChanged: {
    role: ({ role }: Changed, _: unknown, { loaders }: StaffContext) => loaders.roles.load(role),
    explanation: ({ explanationId }: Changed, _: unknown, { loaders }: StaffContext) =>
      explanationOf(loaders, explanationId),
  },
  Grant: {
    site: ({ siteId }: Grant, _: unknown, { loaders }: StaffContext) =>
      siteId === '*' ? null : loaders.sites.load(siteId),
    permissions: ({ permissions }: Grant) => permissions.map(toGraphPermission),
  },
});

const grantsInOrder = (grants: Readonly<Record<string, readonly Permission[]>>): Grant[] =>
  Object.entries(grants)
    .map(([siteId, permissions]) => ({ siteId, permissions }))
    .sort((one, other) => (one.siteId < other.siteId ? -1 : 1));
