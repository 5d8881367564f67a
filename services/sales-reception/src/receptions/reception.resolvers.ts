import { missedCallResolvers } from './calls/missedCall.resolvers.ts';
import { replacementResolvers } from './replacing/replacement.resolvers.ts';
import { visitResolvers } from './visit.resolvers.ts';

/** Receptions and calls in the graph; the commands that need to know of deals come beside them. */
export const receptionResolvers = [visitResolvers, replacementResolvers, missedCallResolvers];
