export { type Ending, endSessions } from './endSessions.ts';
export type { Session } from './session.ts';
export { sessionMigrations } from './sessionMigrations.ts';
export {
  insertSession,
  lastSessionOf,
  prolongSession,
  sessionById,
  sessionTable,
} from './sessionStore.ts';
