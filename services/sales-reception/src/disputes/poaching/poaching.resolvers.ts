import type { GraphContext } from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import { type PoachingFound, type ReportPoaching, reportPoaching } from './reportPoaching.ts';

type Context = GraphContext<ExplanationLoaders>;

export const poachingMutations = {
  reportPoaching: async (_: unknown, { input }: { readonly input: ReportPoaching }, context: Context) => {
    const { siteId, clientId, poacherId } = input;
    demandIds({ siteId, clientId, poacherId });
    const answer = await reportPoaching(context, input);
    return toGraphResult('PoachingFound', answer);
  },
};

export const poachingTypes = {
  PoachingFound: {
    client: ({ clientId }: PoachingFound) => ({ id: clientId }),
    explanation: ({ explanationId }: PoachingFound, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};
