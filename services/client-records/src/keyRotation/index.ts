import type { Feature } from '../department/index.ts';
import { keyRotationResolvers } from './keyRotation.resolvers.ts';
import { keyRotationMigrations } from './keyRotationMigrations.ts';
import { renewIndexes } from './renewIndexes.ts';
import { rewrapDataKeys } from './rewrapDataKeys.ts';

export const keyRotationFeature: Feature = (department) => ({
  migrations: keyRotationMigrations,
  resolvers: keyRotationResolvers(department),
  dueWork: [rewrapDataKeys(department), renewIndexes(department)],
});
