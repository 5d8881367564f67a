import type { Feature } from '../department/index.ts';
import { careMigrations } from './careMigrations.ts';
import { greetingLoaders } from './greetings/greetingLoaders.ts';
import { greetingsResolvers } from './greetings/greetings.resolvers.ts';
import { greetingsConsumers } from './greetings/greetingsConsumers.ts';
import { greetingsDueWork } from './greetings/greetingsDueWork.ts';

export { forgetCare } from './greetings/greetingsConsumers.ts';

/** Greetings with consent (CR-7.01). */
export const careFeature: Feature = ({ vault }) => ({
  migrations: careMigrations,
  consumers: greetingsConsumers,
  dueWork: greetingsDueWork(vault),
  resolvers: greetingsResolvers(vault),
  loaders: greetingLoaders,
});
