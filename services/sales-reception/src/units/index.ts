export { addUnits, type UnitContext } from './addUnits.ts';
export { changeUnit } from './changeUnit.ts';
export { holdUnit } from './holdUnit.ts';
export { releaseHolds } from './releaseHolds.ts';
export { type UnitLoaders, unitLoaders, unitResolvers } from './unit.resolvers.ts';
export { type Product, products, type Unit, type UnitState, unitMoves, unitName } from './unit.ts';
export { type UnitRefusal, unitFor } from './unitFor.ts';
export { unitMigrations } from './unitMigrations.ts';
export { lockUnit, type Moment, moveUnit, siteOfUnit } from './unitStore.ts';
