import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { bondConsumers } from './bonds/bondConsumers.ts';
import { careMigrations } from './careMigrations.ts';
import { careEventsResolvers } from './events/careEvents.resolvers.ts';
import { careEventsDueWork } from './events/careEventsDueWork.ts';
import { greetingLoaders } from './greetings/greetingLoaders.ts';
import { greetingsResolvers } from './greetings/greetings.resolvers.ts';
import { greetingsConsumers } from './greetings/greetingsConsumers.ts';
import { greetingsDueWork } from './greetings/greetingsDueWork.ts';
import { lostResolvers } from './lost/lost.resolvers.ts';
import { lostLoaders } from './lost/lostLoaders.ts';

export { dayAndId, demandDays, demandSomewhere } from './careScope.ts';
export { homeSitesOf } from './greetings/clientFactsStore.ts';
export { forgetCare } from './greetings/greetingsConsumers.ts';
export { dayIndexName, placeOfDay } from './greetings/occasionStore.ts';
export { recordOccasion } from './greetings/recordOccasion.ts';

/** Greetings, events and the clients who were lost (CR-7.01, CR-7.02, CR-7.04). */
export const careFeature: Feature = ({ vault, newId }) => ({
  migrations: careMigrations,
  consumers: [...greetingsConsumers, ...bondConsumers(newId)],
  dueWork: [...greetingsDueWork(vault), ...careEventsDueWork],
  resolvers: mergeResolvers([greetingsResolvers(vault), careEventsResolvers, lostResolvers]),
  loaders: (context) => ({ ...greetingLoaders(context), ...lostLoaders(context) }),
});
