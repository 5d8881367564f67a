/** For whoever has to know who may do what without asking the department, such as a test of all roles. */
export { permissionsByRole } from './roles/index.ts';
export { organization } from './service.ts';
