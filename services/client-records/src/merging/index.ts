import { mergeResolvers as together } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { mergeResolvers } from './merge.resolvers.ts';
import { mergeLoaders } from './mergeLoaders.ts';
import type { MergeStop } from './mergeStops.ts';
import { seekDuplicates } from './suspects/seekDuplicates.ts';
import { suspectResolvers } from './suspects/suspects.resolvers.ts';

export type { MergeStop } from './mergeStops.ts';

/** One person, one record (CR-1.05): who makes two records one, and parts them. `stops` say which records may not be touched. */
export const mergingFeature =
  (stops: readonly MergeStop[]): Feature =>
  ({ vault }) => ({
    resolvers: together([mergeResolvers({ vault, stops }), suspectResolvers]),
    loaders: mergeLoaders,
    dueWork: [seekDuplicates(vault)],
  });
