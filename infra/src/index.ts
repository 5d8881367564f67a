export { type Department, databaseOf, departments } from './house/departments.ts';
export type { Foundations } from './house/foundations.ts';
export type { DatabaseLogins } from './house/provisionDatabases.ts';
export type { RunningProgram } from './house/runProgram.ts';
export { type House, type HouseOptions, startHouse } from './house/startHouse.ts';
export { type NatsOptions, type NatsServer, startNats } from './nats/startNats.ts';
export { type PostgresOptions, type PostgresServer, startPostgres } from './postgres/startPostgres.ts';
export { messageOf, Problem } from './problem.ts';
