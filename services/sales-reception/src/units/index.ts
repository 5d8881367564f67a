export { addUnits, type UnitContext } from './addUnits.ts';
export { changeUnit } from './changeUnit.ts';
export { type UnitLoaders, unitLoaders, unitResolvers } from './unit.resolvers.ts';
export { type Product, products, type Unit, type UnitState, unitName } from './unit.ts';
export { unitMigrations } from './unitMigrations.ts';
export { lockUnit, moveUnit, siteOfUnit } from './unitStore.ts';
