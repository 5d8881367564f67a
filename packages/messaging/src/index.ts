export { type Consumer, type ConsumerDefinition, defineConsumer } from './inbox/defineConsumer.ts';
export { messagingMigrations } from './messagingMigrations.ts';
export { appendToOutbox, type OutboxMessage } from './outbox/appendToOutbox.ts';
