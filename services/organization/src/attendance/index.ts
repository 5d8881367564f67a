import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Leave, lateness and absence (OR-4.03, OR-4.04; read by FI-1.04 and FI-4). */
export const attendanceMigrations: readonly Migration[] = [];

export const attendanceResolvers: Resolvers = {};
