import type { DueWork } from '@shouwen/timers';
import { removeAbandoned } from './importStore.ts';

const dayMilliseconds = 86_400_000;

/** Rows of an import that nobody finished are not kept longer than a day. */
export const forgetImports: DueWork = {
  name: 'imports.forget',
  batch: ({ db }, { now, siteId }) => {
    const openedBefore = new Date(now.getTime() - dayMilliseconds);
    return db.transaction((tx) => removeAbandoned(tx, { openedBefore, siteId, limit: 20 }));
  },
};
