import type { Resolvers } from '../context.ts';

/** Puts the resolvers of the features together; types that several of them write on, such as `Query`, are joined. */
export const mergeResolvers = (features: readonly Resolvers[]): Resolvers => {
  const merged: Record<string, object> = {};
  for (const feature of features) {
    for (const [type, fields] of Object.entries(feature)) merged[type] = { ...merged[type], ...fields };
  }
  return merged;
};
