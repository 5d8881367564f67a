import type { Feature } from '../department/index.ts';
import { personMigrations } from './personMigrations.ts';

export { idsOfPerson, isMergedSql, lockPersons, personOf, personSql, personsOf, writePersons } from './personStore.ts';
export { type MergeLink, survivors } from './personTree.ts';
export { noteSuspicion, type Suspicion, type SuspicionReason } from './suspicionStore.ts';

/** One person, one record (CR-1.05): which records are of the same person. Who makes them so is `merging`. */
export const personsFeature: Feature = () => ({ migrations: personMigrations });
