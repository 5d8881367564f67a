import {
  type BareContext,
  type GraphContext,
  mergeResolvers,
  type Service,
  type ServiceDefinition,
  type World,
} from '@shouwen/subgraph';
import { brokerageMigrations, brokerageResolvers } from './brokerage/index.ts';
import { brokersMigrations, brokersResolvers } from './brokers/index.ts';
import { campaignsMigrations, campaignsResolvers } from './campaigns/index.ts';
import { conductMigrations, conductResolvers } from './conduct/index.ts';
import { changeAttribution, dealLoaders, dealMigrations, dealResolvers } from './deals/index.ts';
import { playDemoHistory } from './demo/index.ts';
import { disputesMigrations, disputesResolvers, freezeWhenDisputed } from './disputes/index.ts';
import { explanationLoaders } from './explained.ts';
import { followUpMigrations, followUpResolvers, forgetSteps, monitoringResolvers } from './followUps/index.ts';
import { hostingMigrations, hostingResolvers } from './hosting/index.ts';
import { importsMigrations, importsResolvers } from './imports/index.ts';
import { leasingMigrations, leasingResolvers } from './leasing/index.ts';
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
import { referralsMigrations, referralsResolvers } from './referrals/index.ts';
import { registerLoaders, registerMigrations, registerResolvers } from './registers/index.ts';
import { reportsMigrations, reportsResolvers } from './reports/index.ts';
import { floorResolvers, rotationMigrations } from './rotation/index.ts';
import { targetsMigrations, targetsResolvers } from './targets/index.ts';
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
    ...referralsMigrations,
    ...conductMigrations,
    ...disputesMigrations,
    ...targetsMigrations,
    ...reportsMigrations,
    ...campaignsMigrations,
    ...importsMigrations,
    ...leasingMigrations,
    ...brokersMigrations,
    ...brokerageMigrations,
    ...hostingMigrations,
  ],
  resolvers: mergeResolvers([
    salesPolicyResolvers,
    floorResolvers(writeDownLapses),
    visitResolvers,
    receptionCommandResolvers(changeAttribution),
    registerResolvers(receptionBook),
    followUpResolvers,
    monitoringResolvers,
    ownershipResolvers,
    unitResolvers,
    dealResolvers(freezeWhenDisputed),
    referralsResolvers,
    conductResolvers,
    disputesResolvers,
    targetsResolvers,
    reportsResolvers,
    campaignsResolvers,
    importsResolvers,
    leasingResolvers,
    brokersResolvers,
    brokerageResolvers,
    hostingResolvers,
  ]),
  consumers: [...projectionConsumers(newId)],
  dueWork: [forgetSteps],
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
