import type { Feature } from '../department/index.ts';
import { colleagueConsumers } from './colleagueConsumers.ts';
import { colleagueMigrations } from './colleagueMigrations.ts';

export { type Desk, deskFor, isAboveHeads, isHeadOf, isInForce, type Post } from './colleague.ts';
export { colleaguesAmong, holdersOf, postsOf } from './colleagueStore.ts';
export { departmentOfRole } from './roles.ts';

/** Who holds which post where, and who heads a department: a projection of what organization tells. */
export const colleaguesFeature: Feature = () => ({ migrations: colleagueMigrations, consumers: colleagueConsumers });
