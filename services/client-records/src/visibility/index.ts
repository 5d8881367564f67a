export { ownershipConsumers } from './ownershipConsumers.ts';
export { type ReadingGround, type ReadingScope, readingScopeOf, scopeForAct } from './readingScope.ts';
