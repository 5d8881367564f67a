export { permissionsByRole } from './permissionsByRole.ts';
export { roleResolvers, toGraphPermission } from './role.resolvers.ts';
export { type DepartmentCode, departmentNames, type Role } from './role.ts';
export { roleMigrations } from './roleMigrations.ts';
export { rolesByCodes } from './roleQueries.ts';
export { roleSeed } from './roleSeed.ts';
export { lockRole, roleByCode, roleTable, updateRolePermissions } from './roleStore.ts';
