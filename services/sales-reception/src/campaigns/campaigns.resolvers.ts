import { mergeResolvers } from '@shouwen/subgraph';
import { clubResolvers } from './guests/club.resolvers.ts';
import { listResolvers } from './lists/list.resolvers.ts';
import { neglectResolvers } from './neglect/neglect.resolvers.ts';

/** Client lists of campaigns, guest lists and invitations of the club style (SR-3.19, SR-7.06, SR-7.07). */
export const campaignsResolvers = mergeResolvers([listResolvers, clubResolvers, neglectResolvers]);
