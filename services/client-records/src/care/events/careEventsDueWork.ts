import type { DueWork } from '@shouwen/timers';
import { takeConsentChanges } from '../../consents/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import { withdrawInvitations } from './careEventStore.ts';

/** Who says no to marketing is not invited any more (CR-2.06, CR-7.02); whoever reads meanwhile sees it already. */
const followConsents: DueWork = {
  name: 'care.withdrawInvitations',
  batch: async ({ db }, { now, siteId }) =>
    siteId !== null
      ? 0
      : db.transaction(async (tx) => {
          const changes = await takeConsentChanges(tx, 'marketing', 50);
          for (const { clientId, given } of changes)
            if (!given) await withdrawInvitations(tx, await idsOfPerson(tx, clientId), now);
          return changes.length;
        }),
};

export const careEventsDueWork: readonly DueWork[] = [followConsents];
