export { type TestDatabase, type TestDatabaseOptions, testDatabase } from './database/testDatabase.ts';
export { given, type Outcome, type Reasons } from './decision/given.ts';
export {
  type GraphAnswer,
  type GraphClient,
  type GraphClientOptions,
  type GraphError,
  graphClient,
} from './graph/graphClient.ts';
export { testNats } from './nats/testNats.ts';
export { nobody, staffViewer, type TestService, testService } from './service/testService.ts';
export { eventually, onThisMachine, patienceSeconds, until, type Wait } from './wait/until.ts';
