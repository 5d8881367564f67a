import { mergeResolvers, type Service, type ServiceDefinition, type World } from '@shouwen/subgraph';
import { clientLoaders, clientResolvers, duplicateResolvers, identifyClientsResolvers } from './clients/index.ts';
import { openDemoClients } from './demo/index.ts';
import { clientsMigration } from './migrations/20261122_01_clients.ts';
import { duplicatesMigration } from './migrations/20261201_30_duplicates.ts';
import { createVault, readKeyring } from './vault/index.ts';
import { ownershipConsumers } from './visibility/index.ts';

const create = ({ secrets }: World): Service => {
  const vault = createVault(readKeyring(secrets));
  return {
    migrations: [clientsMigration, duplicatesMigration],
    consumers: ownershipConsumers,
    resolvers: mergeResolvers([clientResolvers(vault), identifyClientsResolvers(vault), duplicateResolvers(vault)]),
    loaders: clientLoaders,
    demo: openDemoClients(vault),
  };
};

/** Client records: who a client is, sealed per client, shown to whom there is a ground for it. */
export const clientRecords: ServiceDefinition = { name: 'client-records', root: import.meta.url, create };
