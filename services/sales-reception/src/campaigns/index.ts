import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Client lists of campaigns, guest lists and invitations of the club style (SR-3.19, SR-7.06, SR-7.07). */
export const campaignsMigrations: readonly Migration[] = [];

export const campaignsResolvers: Resolvers = {};
