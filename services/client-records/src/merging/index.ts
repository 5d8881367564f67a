import type { Feature } from '../department/index.ts';
import { mergeResolvers } from './merge.resolvers.ts';
import { mergeLoaders } from './mergeLoaders.ts';
import type { FindStops } from './mergeStops.ts';

export type { FindStops, MergeStop } from './mergeStops.ts';

/** One person, one record (CR-1.05): who makes two records one, and parts them. `findStops` say which records may not be touched. */
export const mergingFeature =
  (findStops: readonly FindStops[]): Feature =>
  ({ vault }) => ({
    resolvers: mergeResolvers({ vault, findStops }),
    loaders: mergeLoaders,
  });
