export { clientsKnown, clientUnknown } from './clientKnown.ts';
export { type Asked, forPersons } from './forPersonsQueries.ts';
export { personOf } from './mergedClientStore.ts';
export { projectionConsumers } from './projectionConsumers.ts';
export { projectionMigrations } from './projectionMigrations.ts';
export { consultantsOf, hasPostAt, postHoldersAmong, savePost } from './projectionStore.ts';
export { suspendedAt } from './suspensionStore.ts';
