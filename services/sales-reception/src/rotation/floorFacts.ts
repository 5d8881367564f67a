import {
  type ClockTime,
  type IsoDate,
  type PolicyVersion,
  type Reasoning,
  reasoning,
  siteDate,
  siteTime,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../policies/index.ts';
import type { Rotation } from './rotation.ts';

/** What every decision about the rotation knows: the rotation, the instant on the site's clock, and the policy then in force. */
export type FloorFacts = {
  readonly rotation: Rotation;
  readonly at: Date;
  readonly date: IsoDate;
  readonly time: ClockTime;
  readonly policy: PolicyVersion<SalesPolicy>;
};

/** Puts the instant on the site's clock. */
export const floorFacts = (
  rotation: Rotation,
  { at, zone, policy }: { at: Date; zone: string; policy: PolicyVersion<SalesPolicy> },
): FloorFacts => ({ rotation, at, date: siteDate(at, zone), time: siteTime(at, zone), policy });

/** Reasoning that already names the policy and the site's time. */
export const floorReasoning = ({ at, time, policy }: FloorFacts): Reasoning =>
  reasoning(at).under(policy).fact('siteTime', time, at);

/** Is the day's rotation open? One left open yesterday is not. */
export const isOpenToday = ({ rotation, date }: FloorFacts): boolean =>
  rotation.status === 'open' && rotation.date === date;

/** SR-1.13: from opening to closing, closing itself not included. */
export const withinHours = ({ time, policy: { params } }: FloorFacts): boolean =>
  params['rotation.hours.from'] <= time && time < params['rotation.hours.to'];
