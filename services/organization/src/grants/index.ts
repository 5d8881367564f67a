export { changeRolePermissions } from './changeRolePermissions.ts';
export { grantResolvers } from './grant.resolvers.ts';
export { grantsOf } from './grantQueries.ts';
