import type { DueWork } from '@shouwen/timers';
import { recordsPolicyAt } from '../policies/index.ts';
import { endImport, lockForgottenImports } from './importStore.ts';

const atOnce = 20;
const dayMilliseconds = 24 * 3_600_000;

/** CR-1.07: an import that nobody goes on with is called off after some days, so that no register lies about, sealed or not. */
export const abandonImports: DueWork = {
  name: 'clientImport.abandon',
  batch: ({ db }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const { params } = await recordsPolicyAt(tx, siteId, now);
      const before = new Date(now.getTime() - params['import.keepDays'] * dayMilliseconds);
      const forgotten = await lockForgottenImports(tx, { before, siteId, limit: atOnce });
      for (const { id } of forgotten) await endImport(tx, id, 'cancelled', now);
      return forgotten.length;
    }),
};
