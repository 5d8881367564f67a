import type { Feature } from '../department/index.ts';
import { colleagueConsumers } from './colleagueConsumers.ts';
import { colleagueMigrations } from './colleagueMigrations.ts';

export { type Desk, deskFor, isHeadOf, isInForce, type Post, type Standing, standingOf } from './colleague.ts';
export { colleaguesAmong, holdersOf, postsOf, sitesOfRoles } from './colleagueStore.ts';
export { departmentOfRole, hasHeadRole } from './roles.ts';

/** Who holds which post where, and who heads a department: a projection of what organization tells. */
export const colleaguesFeature: Feature = () => ({ migrations: colleagueMigrations, consumers: colleagueConsumers });
