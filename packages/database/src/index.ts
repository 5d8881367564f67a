export { entity } from './entity.ts';
export { ConcurrentChange, DatabaseUnavailable, isUnavailable, isUniqueViolation, sqlStateOf } from './errors.ts';
export { type GuardedChange, guardedUpdate } from './guardedUpdate.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { checksumOf, type Migration, MigrationRefused } from './migration.ts';
export { type Database, type DatabaseOptions, type Isolation, openDatabase, type Tx } from './openDatabase.ts';
export { ProvisioningRefused, type ProvisionOptions, provisionDatabase } from './provision.ts';
export { acrossSites, type Reach, reachIsEverywhere, siteWithinReach, wallBy, wallBySite } from './reach.ts';
