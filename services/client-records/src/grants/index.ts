import type { Feature } from '../department/index.ts';
import { grantMigrations } from './grantMigrations.ts';

export { endOfGrant, type Grant, type GrantAct, type GrantEnd, grantActs, isActive } from './grant.ts';
export {
  clientsGranted,
  filesGranted,
  type GrantAsked,
  grantCovering,
  grantsOfRequests,
  takeGrant,
} from './grantQueries.ts';
export {
  insertGrant,
  type NewGrant,
  type Revocation,
  revokeGrant,
  revokeGrantsOfRaised,
  useOnce,
} from './grantStore.ts';

/** What approved requests allow (CR-4): narrow, and over by itself. */
export const grantsFeature: Feature = () => ({ migrations: grantMigrations });
