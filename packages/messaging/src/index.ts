export {
  type DeadLetter,
  type DeadLetterName,
  discardDeadLetter,
  listDeadLetters,
  NoSuchDeadLetter,
  replayDeadLetter,
} from './deadLetters.ts';
export { type Consumer, type ConsumerDefinition, defineConsumer } from './inbox/defineConsumer.ts';
export { type Receive, type ReceiveDeps, type Received, receive } from './inbox/receive.ts';
export type { WaitingHealth } from './inbox/waitingStore.ts';
export { WaitsForNews } from './inbox/waitsForNews.ts';
export { messagingMigrations } from './messagingMigrations.ts';
export { type CrashPoint, type CrashPointName, makeCrashPoint } from './operate/crashPoint.ts';
export type { Log } from './operate/log.ts';
export type { Counts, MessagingStatus } from './operate/status.ts';
export { appendManyToOutbox, appendToOutbox, type OutboxMessage } from './outbox/appendToOutbox.ts';
export { type OutboxHealth, outboxHealth } from './outbox/outboxQueries.ts';
export { type RelayDeps, type RelayRound, relayRound } from './outbox/relay.ts';
export { type Messaging, type MessagingOptions, type MessagingSettings, startMessaging } from './startMessaging.ts';
