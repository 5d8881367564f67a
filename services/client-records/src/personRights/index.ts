import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { disputeConsumers } from './disputeConsumers.ts';
import { eraseAgain, eraseWhatIsDue } from './erasure/erasureDueWork.ts';
import { erasureRegister } from './erasure/erasureRegister.ts';
import { noteOverdue } from './overdueRequests.ts';
import { personRightsResolvers } from './personRights.resolvers.ts';
import { rightsLoaders } from './rightsLoaders.ts';
import { rightsMigrations } from './rightsMigrations.ts';
import { rightsTypes } from './rightsTypes.resolvers.ts';

/** The rights of the person (CR-2.06): a copy, correction, withdrawal of consent, and erasure unless a duty to keep stands in the way. */
export const personRightsFeature: Feature = ({ vault, filesDirectory }) => {
  const register = erasureRegister(filesDirectory);
  return {
    migrations: rightsMigrations,
    consumers: disputeConsumers,
    dueWork: [eraseAgain(register), eraseWhatIsDue(register), noteOverdue],
    resolvers: mergeResolvers([personRightsResolvers(vault), rightsTypes(vault)]),
    loaders: rightsLoaders,
  };
};
