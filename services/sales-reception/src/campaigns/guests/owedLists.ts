import { addDays, endOfDay, type IsoDate, instantOf } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { ClubEvent } from './clubEvent.ts';

export type OwedList = { readonly owedOn: IsoDate; readonly dueAt: Date };
type Planned = Pick<ClubEvent, 'heldOn' | 'session'> & { readonly plannedOn: IsoDate };
type ListPolicy = Pick<SalesPolicy, 'club.afternoonListDue' | 'club.eveningListDue' | 'club.dailyListDays'>;

/**
 * SR-7.07: on the day of the event the list is due in the morning of an afternoon event, in the afternoon of an evening one; on each of
 * the days before, the list of the day is owed until the day is over. Days before the planning are not owed.
 */
export const owedLists = ({ heldOn, session, plannedOn }: Planned, policy: ListPolicy, zone: string): OwedList[] => {
  const before = Array.from({ length: policy['club.dailyListDays'] }, (_, place) =>
    addDays(heldOn, place - policy['club.dailyListDays']),
  );
  const daily = before.filter((day) => day >= plannedOn).map((owedOn) => ({ owedOn, dueAt: endOfDay(owedOn, zone) }));
  const due = policy[session === 'afternoon' ? 'club.afternoonListDue' : 'club.eveningListDue'];
  return [...daily, { owedOn: heldOn, dueAt: instantOf(heldOn, due, zone) }];
};
