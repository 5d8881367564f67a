import type { DueWork } from '@shouwen/timers';
import { noteOverdueRequests } from './rightsStore.ts';

const atOnce = 200;

/** CR-2.06: notes which requests were not answered in time; by the calendar they count as overdue before it comes. */
export const noteOverdue: DueWork = {
  name: 'personRights.overdue',
  batch: ({ db }, due) => db.transaction((tx) => noteOverdueRequests(tx, due, atOnce)),
};
