import { accessMigrations } from '@shouwen/access';
import type { Migration } from '@shouwen/database';
import { messagingMigrations } from '@shouwen/messaging';
import type { Service } from './context.ts';

/** Every database has the tables of messaging and access besides those of the service, in the order of their names. */
export const allMigrations = (service: Pick<Service, 'migrations'>): Migration[] =>
  [...messagingMigrations, ...accessMigrations, ...service.migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
