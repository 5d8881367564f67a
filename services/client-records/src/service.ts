import {
  type BareContext,
  type FileService,
  mergeResolvers,
  type Service,
  type ServiceDefinition,
  type World,
} from '@shouwen/subgraph';
import { archiveFeature, isUnderHold } from './archive/index.ts';
import { careFeature } from './care/index.ts';
import { clientImportFeature } from './clientImport/index.ts';
import {
  classConsumers,
  clientCoreMigrations,
  clientLoaders,
  clientResolvers,
  clientRestriction,
  clientWholeResolvers,
  duplicateResolvers,
  identifyClientsResolvers,
  restrictionOf,
} from './clients/index.ts';
import { colleaguesFeature } from './colleagues/index.ts';
import { consentsFeature } from './consents/index.ts';
import { contentsFeature } from './contents/index.ts';
import { custodyFeature } from './custody/index.ts';
import { loadDemoRecords } from './demo/index.ts';
import type { Department, Feature } from './department/index.ts';
import { dossierFeature } from './dossier/index.ts';
import { exportsFeature } from './exports/index.ts';
import { grantsFeature } from './grants/index.ts';
import { keyRotationFeature } from './keyRotation/index.ts';
import { leaksFeature } from './leaks/index.ts';
import { loansFeature } from './loans/index.ts';
import { loyaltyFeature } from './loyalty/index.ts';
import { mergingFeature } from './merging/index.ts';
import { clientsMigration } from './migrations/20261122_01_clients.ts';
import { duplicatesMigration } from './migrations/20261201_30_duplicates.ts';
import { wallsMigration } from './migrations/20261205_02_walls.ts';
import { foreignKeyIndexesMigration } from './migrations/20261206_95_foreign_key_indexes.ts';
import { personRightsFeature } from './personRights/index.ts';
import { personsFeature } from './persons/index.ts';
import { policiesFeature } from './policies/index.ts';
import { relationsFeature } from './relations/index.ts';
import { requestsFeature } from './requests/index.ts';
import { satisfactionFeature } from './satisfaction/index.ts';
import { statisticsFeature } from './statistics/index.ts';
import { tiersFeature } from './tiers/index.ts';
import { traceFeature } from './trace/index.ts';
import { createVault, readKeyring } from './vault/index.ts';
import { ownershipConsumers } from './visibility/index.ts';
import { visitPlansFeature } from './visitPlans/index.ts';

const clientsFeature: Feature = ({ vault }) => ({
  migrations: [clientsMigration, duplicatesMigration, wallsMigration, ...clientCoreMigrations, clientRestriction],
  consumers: [...ownershipConsumers, ...classConsumers],
  resolvers: mergeResolvers([
    clientResolvers(vault),
    clientWholeResolvers(vault),
    identifyClientsResolvers(vault),
    duplicateResolvers(vault),
  ]),
  loaders: clientLoaders,
});

/** In the order in which they stand on each other. */
const features: readonly Feature[] = [
  policiesFeature,
  colleaguesFeature,
  traceFeature,
  grantsFeature,
  personsFeature,
  clientsFeature,
  consentsFeature,
  leaksFeature,
  dossierFeature,
  relationsFeature,
  mergingFeature([
    { code: 'CLIENT_ERASED', applies: async (tx, clientId) => (await restrictionOf(tx, clientId)) === 'erased' },
    { code: 'CLIENT_ON_HOLD', applies: async (tx, clientId) => (await restrictionOf(tx, clientId)) === 'frozen' },
    { code: 'CLIENT_ON_HOLD', applies: (tx, clientId) => isUnderHold(tx, { clientId }) },
  ]),
  clientImportFeature,
  archiveFeature,
  contentsFeature,
  requestsFeature,
  loansFeature,
  custodyFeature,
  exportsFeature,
  tiersFeature,
  loyaltyFeature,
  careFeature,
  satisfactionFeature,
  statisticsFeature,
  visitPlansFeature,
  personRightsFeature,
  keyRotationFeature,
];

/** A ticket is known to one feature at most. */
const openFirst =
  (openers: readonly FileService['open'][]): FileService['open'] =>
  async (context, ticketId) => {
    for (const open of openers) {
      const file = await open(context, ticketId);
      if (file) return file;
    }
    return null;
  };

const create = (world: World): Service => {
  const keyrings = readKeyring(world.secrets);
  const department: Department = { ...world, keyrings, vault: createVault(() => keyrings.now()) };
  const parts = features.map((feature) => feature(department));
  // One feature keeps files.
  const files = parts.find((part) => part.files)?.files;
  return {
    migrations: [...parts.flatMap(({ migrations = [] }) => migrations), foreignKeyIndexesMigration],
    consumers: parts.flatMap(({ consumers = [] }) => consumers),
    dueWork: parts.flatMap(({ dueWork = [] }) => dueWork),
    resolvers: mergeResolvers(parts.map(({ resolvers = {} }) => resolvers)),
    loaders: (context: BareContext) => Object.assign({}, ...parts.map(({ loaders }) => loaders?.(context) ?? {})),
    ...(files
      ? { files: { ...files, open: openFirst([files.open, ...parts.flatMap(({ openFile }) => openFile ?? [])]) } }
      : {}),
    demo: loadDemoRecords(department.vault),
  };
};

/** Client records: who a client is, sealed per client, shown to whom there is a ground for it. */
export const clientRecords: ServiceDefinition = {
  name: 'client-records',
  root: import.meta.url,
  walled: true,
  create,
};
