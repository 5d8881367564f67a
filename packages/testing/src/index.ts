export { type TestDatabase, type TestDatabaseOptions, testDatabase } from './database/testDatabase.ts';
export { testNats } from './nats/testNats.ts';
