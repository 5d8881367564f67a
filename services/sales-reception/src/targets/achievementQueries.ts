import { can, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { cashReceivedIn, dealsClosedIn } from '../deals/index.ts';
import { consultantsOf } from '../projections/index.ts';
import { type Achieved, achievementOfSite, achievementsOf, nothing } from './achievement.ts';
import type { Days, Goals, Target } from './target.ts';
import { targetsFor } from './targetStore.ts';

/** The goals of somebody beside what was achieved; goals are null where none were set. */
export type Standing = { readonly staffId: string | null; readonly goals: Goals | null; readonly achieved: Achieved };
export type Achievements = {
  readonly period: string;
  readonly days: Days;
  /** Null for who may see their own alone. */
  readonly site: Standing | null;
  readonly consultants: readonly Standing[];
};
export type Wanted = { readonly siteId: string; readonly period: string; readonly days: Days };

/** SR-8.04: the site with all its consultants for its management, one's own standing for a consultant; null for everybody else. */
export const achievementsAt = async (tx: Tx, viewer: Viewer, wanted: Wanted): Promise<Achievements | null> => {
  const { siteId, period, days } = wanted;
  const reads = can(viewer, 'target.read', siteId);
  const wholeSite = can(viewer, 'target.manage', siteId) || (reads && can(viewer, 'deal.read', siteId));
  if (!reads && !wholeSite) return null;
  const all = await standingsAt(tx, wanted);
  if (wholeSite) return { period, days, ...all };
  const own = viewer.kind === 'staff' ? all.consultants.filter(({ staffId }) => staffId === viewer.staffId) : [];
  return { period, days, site: null, consultants: own };
};

const standingsAt = async (tx: Tx, { siteId, period, days }: Wanted) => {
  const performance = {
    deals: await dealsClosedIn(tx, { siteId, ...days }),
    cash: await cashReceivedIn(tx, { siteId, ...days }),
  };
  const targets = await targetsFor(tx, siteId, period);
  const achieved = new Map(achievementsOf(performance).map(({ staffId, ...one }) => [staffId, one]));
  const goalsOf = (staffId: string | null): Target | null =>
    targets.find((target) => target.staffId === staffId) ?? null;
  const roster = await consultantsOf(tx, siteId, days.through);
  const named = targets.flatMap(({ staffId }) => (staffId === null ? [] : [staffId]));
  const everybody = [...new Set([...roster, ...named, ...achieved.keys()])];
  const consultants = everybody.map((staffId) => ({
    staffId,
    goals: staffId === null ? null : goalsOf(staffId),
    achieved: achieved.get(staffId) ?? nothing,
  }));
  const site = { staffId: null, goals: goalsOf(null), achieved: achievementOfSite(performance) };
  return { site, consultants };
};
