export { type NatsOptions, type NatsServer, startNats } from './nats/startNats.ts';
export { type PostgresOptions, type PostgresServer, startPostgres } from './postgres/startPostgres.ts';
export { messageOf, Problem } from './problem.ts';
