export { ownershipConsumers } from './ownershipConsumers.ts';
export { type ReadingGround, type ReadingScope, readingScopeOf } from './readingScope.ts';
