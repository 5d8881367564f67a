import type { Migration } from '@shouwen/database';
import {
  type BareContext,
  type GraphContext,
  mergeResolvers,
  type Service,
  type ServiceDefinition,
  type World,
} from '@shouwen/subgraph';
import { type DueWork, doAllDue } from '@shouwen/timers';
import { brokerageLoaders, brokerageMigrations, brokerageResolvers } from './brokerage/index.ts';
import { brokerConsumers, brokersMigrations, brokersResolvers } from './brokers/index.ts';
import { campaignsMigrations, campaignsResolvers, countForInviter, reportLateLists } from './campaigns/index.ts';
import { conductMigrations, conductResolvers, recordViolation } from './conduct/index.ts';
import { changeAttribution, type DealClosedHook, dealLoaders, dealMigrations, dealResolvers } from './deals/index.ts';
import { playDemoHistory } from './demo/index.ts';
import { disputeLoaders, disputesMigrations, disputesResolvers, freezeWhenDisputed } from './disputes/index.ts';
import { erasureConsumers, erasureMigrations } from './erasures/index.ts';
import { explanationLoaders } from './explained.ts';
import { followUpMigrations, followUpResolvers, forgetSteps, monitoringResolvers } from './followUps/index.ts';
import { hostingLoaders, hostingMigrations, hostingResolvers } from './hosting/index.ts';
import { forgetImports, importsMigrations, importsResolvers } from './imports/index.ts';
import { leasingLoaders, leasingMigrations, leasingResolvers } from './leasing/index.ts';
import {
  familyResolvers,
  lapseClaims,
  ownershipLoaders,
  ownershipMigrations,
  ownershipResolvers,
  warnOfLapses,
} from './ownership/index.ts';
import { policyMigrations, salesPolicyResolvers } from './policies/index.ts';
import { projectionConsumers, projectionMigrations } from './projections/index.ts';
import {
  firstVisitOf,
  handOverTo,
  handOverWaiting,
  receptionBook,
  receptionCommandResolvers,
  receptionMigrations,
  receptionResolvers,
  visitLoaders,
} from './receptions/index.ts';
import { lapseReferrals, referralsMigrations, referralsResolvers } from './referrals/index.ts';
import {
  callMessageResolvers,
  correctionResolvers,
  registerLoaders,
  registerMigrations,
  registerResolvers,
  reportUnregistered,
} from './registers/index.ts';
import { makeWeeklyReports, reportsMigrations, reportsResolvers } from './reports/index.ts';
import { floorResolvers, rotationMigrations } from './rotation/index.ts';
import { targetsMigrations, targetsResolvers } from './targets/index.ts';
import { releaseHolds, unitLoaders, unitMigrations, unitResolvers } from './units/index.ts';

/** The sales reception: who receives, whose client it is, and what became of it. */
export const salesReception: ServiceDefinition = {
  name: 'sales-reception',
  root: import.meta.url,
  create: (world) => createSalesReception(world),
};

const createSalesReception = ({ newId }: World): Service => ({
  migrations,
  resolvers: mergeResolvers([
    salesPolicyResolvers,
    floorResolvers(doWhatIsDue, recordViolation),
    ...receptionResolvers,
    receptionCommandResolvers(changeAttribution),
    registerResolvers(receptionBook),
    callMessageResolvers(receptionBook),
    correctionResolvers,
    followUpResolvers,
    monitoringResolvers,
    ownershipResolvers,
    familyResolvers(changeAttribution),
    unitResolvers,
    dealResolvers(dealClosed),
    referralsResolvers(firstVisitOf),
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
  consumers: [...projectionConsumers(newId, handOverTo), ...brokerConsumers, ...erasureConsumers],
  dueWork,
  demo: playDemoHistory,
  loaders: (context: BareContext) => ({
    ...visitLoaders(context),
    ...registerLoaders(context),
    ...ownershipLoaders(context),
    ...unitLoaders(context),
    ...leasingLoaders(context),
    ...hostingLoaders(context),
    ...brokerageLoaders(context),
    ...dealLoaders(context),
    ...disputeLoaders(context),
    ...explanationLoaders(context),
  }),
});

/** A deal that closes is frozen while its client is disputed (SR-7.04), and counts for who invited the client that day (SR-7.07). */
const dealClosed: DealClosedHook = async (tx, deal, told) => {
  await freezeWhenDisputed(tx, deal, told);
  await countForInviter(tx, deal, told);
};

const migrations: readonly Migration[] = [
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
  ...erasureMigrations,
];

/** What becomes due by time alone. A claim is warned of before it lapses, and lapses before anything that asks for its end. */
const dueWork: readonly DueWork[] = [
  warnOfLapses,
  lapseClaims,
  lapseReferrals,
  handOverWaiting,
  releaseHolds,
  forgetSteps,
  reportUnregistered,
  makeWeeklyReports,
  forgetImports,
  reportLateLists,
];

/**
 * When the day opens, what became due at the site is done; in a rehearsal nothing else does it. One that fails stops neither the others
 * nor the day: it stays due.
 */
const doWhatIsDue = async ({ db, newId, now, log }: GraphContext, siteId: string): Promise<void> => {
  for (const work of dueWork)
    await doAllDue([work], { db, newId }, { now, siteId }).catch((error) =>
      log.error({ err: error, siteId, work: work.name }, 'due work was not done'),
    );
};
