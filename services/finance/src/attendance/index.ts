import type { Migration } from '@shouwen/database';
import type { Consumer } from '@shouwen/messaging';
import type { Resolvers } from '@shouwen/subgraph';

/** Attendance penalties (FI-4). */
export const attendanceMigrations: readonly Migration[] = [];

export const attendanceResolvers: Resolvers = {};

export const attendanceConsumers = (_: { readonly newId: () => string }): readonly Consumer[] => [];
