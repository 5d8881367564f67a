import type { GraphContext } from '@shouwen/subgraph';
import type { Checkpoints } from './checkpoints/checkpointFile.ts';
import { verifyTrail } from './checkpoints/verifyTrail.ts';
import { type AskedClientTrace, clientTrace } from './clientTrace.ts';
import type { TraceLine } from './traceQueries.ts';

export const traceResolvers = (checkpoints: Checkpoints) => ({
  Query: {
    clientTrace: (_: unknown, asked: AskedClientTrace, context: GraphContext) => clientTrace(context, asked),
    verifyTrail: (_: unknown, { after }: { after: number }, context: GraphContext) =>
      verifyTrail(checkpoints)(context, after),
  },
  TraceLine: {
    number: ({ seq }: TraceLine) => seq,
    staff: ({ actor }: TraceLine) => (actor.startsWith('staff:') ? { id: actor.slice('staff:'.length) } : null),
    site: ({ siteId }: TraceLine) => (siteId === null ? null : { id: siteId }),
    allowed: ({ decision }: TraceLine) => decision === 'allowed',
  },
});
