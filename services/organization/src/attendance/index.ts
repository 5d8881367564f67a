import type { Migration } from '@shouwen/database';
import { mergeResolvers, type Resolvers } from '@shouwen/subgraph';
import { deviationResolvers } from './deviation.resolvers.ts';
import { deviationMigrations } from './deviationMigrations.ts';
import { leaveResolvers } from './leave.resolvers.ts';
import { leaveMigrations } from './leaveMigrations.ts';

export { deviationLoaders } from './deviation.resolvers.ts';
export { leaveLoaders } from './leave.resolvers.ts';

/** Leave, lateness and absence (OR-4.03, OR-4.04; read by FI-1.04 and FI-4). */
export const attendanceMigrations: readonly Migration[] = [...deviationMigrations, ...leaveMigrations];

export const attendanceResolvers: Resolvers = mergeResolvers([deviationResolvers, leaveResolvers]);
