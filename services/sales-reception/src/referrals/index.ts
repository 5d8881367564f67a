import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Referrals by employees and by clients (SR-5, SR-6). */
export const referralsMigrations: readonly Migration[] = [];

export const referralsResolvers: Resolvers = {};
