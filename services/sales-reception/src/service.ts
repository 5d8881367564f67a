import type { BareContext, GraphContext, Service, ServiceDefinition, World } from '@shouwen/subgraph';
import { changeAttribution, dealLoaders, dealMigrations, dealResolvers } from './deals/index.ts';
import { playDemoHistory } from './demo/index.ts';
import { explanationLoaders } from './explained.ts';
import { followUpMigrations, followUpResolvers } from './followUps/index.ts';
import { mergeResolvers } from './mergeResolvers.ts';
import { claimsLapsedBy, ownershipLoaders, ownershipMigrations, ownershipResolvers } from './ownership/index.ts';
import { policyMigrations, salesPolicyResolvers } from './policies/index.ts';
import { projectionConsumers, projectionMigrations } from './projections/index.ts';
import {
  receptionBook,
  receptionCommandResolvers,
  receptionMigrations,
  visitLoaders,
  visitResolvers,
} from './receptions/index.ts';
import { registerLoaders, registerMigrations, registerResolvers } from './registers/index.ts';
import { floorResolvers, rotationMigrations } from './rotation/index.ts';
import { unitLoaders, unitMigrations, unitResolvers } from './units/index.ts';

/** The sales reception: who receives, whose client it is, and what became of it. */
export const salesReception: ServiceDefinition = {
  name: 'sales-reception',
  root: import.meta.url,
  create: (world) => createSalesReception(world),
};

const createSalesReception = ({ newId }: World): Service => ({
  migrations: [
    ...policyMigrations,
    ...projectionMigrations,
    ...ownershipMigrations,
    ...rotationMigrations,
    ...receptionMigrations,
    ...registerMigrations,
    ...followUpMigrations,
    ...unitMigrations,
    ...dealMigrations,
  ],
  resolvers: mergeResolvers([
    salesPolicyResolvers,
    floorResolvers(writeDownLapses),
    visitResolvers,
    receptionCommandResolvers(changeAttribution),
    registerResolvers(receptionBook),
    followUpResolvers,
    ownershipResolvers,
    unitResolvers,
    dealResolvers,
  ]),
  consumers: projectionConsumers(newId),
  demo: playDemoHistory,
  loaders: (context: BareContext) => ({
    ...visitLoaders(context),
    ...registerLoaders(context),
    ...ownershipLoaders(context),
    ...unitLoaders(context),
    ...dealLoaders(context),
    ...explanationLoaders(context),
  }),
});

/** Claims lapse by the calendar alone; when the day opens, what lapsed over night is written down and told (SR-3.01, SR-3.02). */
const writeDownLapses = async ({ db, newId, now, log }: GraphContext, siteId: string): Promise<void> => {
  try {
    await claimsLapsedBy({ db, newId }, { siteId, asOf: now });
  } catch (error) {
    // The day is open all the same, and tomorrow's opening writes down what this one could not.
    log.error({ err: error, siteId }, 'lapsed claims were not written down');
  }
};
