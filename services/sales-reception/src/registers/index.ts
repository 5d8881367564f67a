export { rankClient } from './clientClassStore.ts';
export { confirmRegistrations } from './confirmRegistrations.ts';
export type { ReceivedCall, ReceptionBook } from './ports.ts';
export { registerLoaders, registerResolvers } from './register.resolvers.ts';
export { type CallRegistered, type RegisterCall, registerCall } from './registerCall.ts';
export { registerMigrations } from './registerMigrations.ts';
export { type RegisterVisit, registerVisit, type VisitRegistered } from './registerVisit.ts';
export type { ClientClass, ReceivedVisit, VisitDetails } from './registration.ts';
