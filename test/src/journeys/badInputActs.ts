import { randomUUID } from 'node:crypto';
import type { Person } from '@shouwen/diary';
import { type Mutation, on } from './stage.ts';
import { consultantOf } from './steps.ts';
import { type BusySite, theDay } from './twoSites.ts';

/** Acts that must be refused, each try of a case with one and the same answer. */
export type Case = {
  readonly what: string;
  /** Of the refusal, or of the error. */
  readonly code: string;
  readonly by: (here: BusySite) => Person;
  readonly at?: Date;
  readonly tries: (here: BusySite, there: BusySite) => readonly Mutation[];
};

export const afternoon = on(theDay, '15:00');
export const inAMinute = on(theDay, '15:01').toISOString();
export const nextMorning = on('2026-03-03', '09:05');

export const desk = ({ site }: BusySite) => site.dutyPerson;
export const manager = ({ site }: BusySite) => site.manager;
export const first = ({ site }: BusySite) => consultantOf(site, 'Li');
export const second = ({ site }: BusySite) => consultantOf(site, 'Zhao');
export const li = ({ site }: BusySite) => site.staffIds.get('Li') ?? '';
export const zhao = ({ site }: BusySite) => site.staffIds.get('Zhao') ?? '';
export const siteOf = ({ site: { siteId } }: BusySite) => ({ siteId });

export const act = (name: string, input: Record<string, unknown>): Mutation => ({ name, fields: '', input });

/** The same act about something of the other site, and about nothing at all. */
export const hiddenOrNothing =
  (of: (there: BusySite) => string, mutation: (id: string, here: BusySite) => Mutation): Case['tries'] =>
  (here, there) =>
    [of(there), randomUUID()].map((id) => mutation(id, here));
export const somebodyElses = ({ site }: BusySite) => site.staffIds.get('Wang') ?? '';
