import type { BareContext, Service, ServiceDefinition, World } from '@shouwen/subgraph';
import {
  commissionConsumers,
  commissionLoaders,
  commissionMigrations,
  commissionResolvers,
} from './commission/index.ts';
import { explanationLoader } from './explained.ts';
import { ledgerMigrations, ledgerResolvers } from './ledger/index.ts';

const create = ({ newId }: World): Service => ({
  migrations: [...ledgerMigrations, ...commissionMigrations],
  consumers: commissionConsumers({ newId }),
  resolvers: {
    ...ledgerResolvers,
    ...commissionResolvers,
    Query: { ...ledgerResolvers.Query, ...commissionResolvers.Query },
  },
  loaders: (context: BareContext) => ({
    ...commissionLoaders(context),
    explanations: explanationLoader(context),
  }),
});

/** Finance: what people earn, as a ledger whose every posting has a reason that names a rule. */
export const finance: ServiceDefinition = { name: 'finance', root: import.meta.url, create };
