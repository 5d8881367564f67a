import { type BareContext, mergeResolvers, type Service, type ServiceDefinition, type World } from '@shouwen/subgraph';
import { attendanceConsumers, attendanceMigrations } from './attendance/index.ts';
import {
  commissionConsumers,
  commissionLoaders,
  commissionMigrations,
  commissionResolvers,
} from './commission/index.ts';
import { settleDemoMonth } from './demo/index.ts';
import { explanationLoader } from './explained.ts';
import { ledgerMigrations, ledgerResolvers } from './ledger/index.ts';
import { sanctionsConsumers, sanctionsLoaders, sanctionsMigrations, sanctionsResolvers } from './sanctions/index.ts';
import {
  statementsConsumers,
  statementsLoaders,
  statementsMigrations,
  statementsResolvers,
} from './statements/index.ts';

const create = ({ newId }: World): Service => ({
  migrations: [
    ...ledgerMigrations,
    ...commissionMigrations,
    ...sanctionsMigrations,
    ...attendanceMigrations,
    ...statementsMigrations,
  ],
  consumers: [
    ...commissionConsumers({ newId }),
    ...sanctionsConsumers({ newId }),
    ...attendanceConsumers({ newId }),
    ...statementsConsumers({ newId }),
  ],
  resolvers: mergeResolvers([ledgerResolvers, commissionResolvers, sanctionsResolvers, statementsResolvers]),
  dueWork: [],
  demo: settleDemoMonth,
  loaders: (context: BareContext) => ({
    ...commissionLoaders(context),
    ...sanctionsLoaders(context),
    ...statementsLoaders(context),
    explanations: explanationLoader(context),
  }),
});

/** Finance: what people earn, as a ledger whose every posting has a reason that names a rule. */
export const finance: ServiceDefinition = { name: 'finance', root: import.meta.url, create };
