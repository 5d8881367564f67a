import { type Permission, sitesWhere, type Viewer } from '@shouwen/access';
import { type Post, standingOf } from '../../colleagues/index.ts';
import type { AccessRequest } from '../request.ts';
import { type Step, steps } from '../requestKinds.ts';

/**
 * One ground on which somebody may take a step: by what they may do at a site, as head of a department, as manager of a site for
 * the departments without a head, or from above all heads. With `forStaff`, as deputy of that person.
 */
export type Entitlement = {
  readonly step: Step;
  readonly as: 'permission' | 'head' | 'manager' | 'above';
  /** Null: everywhere. */
  readonly siteId: string | null;
  /** Of heads only. */
  readonly department: string | null;
  readonly forStaff: string | null;
};

/** What it takes to know whether somebody is entitled to a step. */
export type StepFacts = Pick<
  AccessRequest,
  'siteId' | 'fromSiteId' | 'department' | 'headless' | 'byHead' | 'escalateAt'
>;

/** All that this viewer may decide for themselves: by the permissions of the moment and the posts held today (I22). */
export const ownEntitlements = (viewer: Viewer, posts: readonly Post[]): Entitlement[] => {
  const byPermission = (Object.keys(steps) as Step[])
    .filter((step) => !steps[step].sameDepartment)
    .flatMap((step) =>
      holding(viewer, steps[step].permissions).map((siteId) => ({ ...plain(step), as: 'permission' as const, siteId })),
    );
  return [...byPermission, ...posts.flatMap((post) => asHead(viewer, post))];
};

const plain = (step: Step) => ({ step, department: null, forStaff: null });

/** The sites at which one of the permissions is held; null alone for everywhere. */
const holding = (viewer: Viewer, permissions: readonly Permission[]): (string | null)[] => {
  const where = permissions.map((permission) => sitesWhere(viewer, permission));
  return where.includes('*') ? [null] : [...new Set(where.flat())];
};

/** A head needs both: the permission now, where the post is, and the post itself. */
const asHead = (viewer: Viewer, post: Post): Entitlement[] => {
  const { siteId, department } = post;
  const sites = sitesWhere(viewer, 'request.stamp');
  if (sites !== '*' && (siteId === null || !sites.includes(siteId))) return [];
  const { head, manager, above } = standingOf(post);
  return [
    ...(head ? [{ ...plain('stamp'), as: 'head' as const, siteId, department }] : []),
    ...(manager ? [{ ...plain('stamp'), as: 'manager' as const, siteId }] : []),
    ...(above ? [{ ...plain('stamp'), as: 'above' as const, siteId: null }] : []),
  ];
};

/** Whether this ground carries that step of the request, now. The same in SQL: `entitledTo` of the queries. */
export const carries = (
  one: Entitlement,
  { step, facts, now }: { step: Step; facts: StepFacts; now: Date },
): boolean => {
  if (one.step !== step) return false;
  const at = (siteId: string | null) => one.siteId === null || one.siteId === siteId;
  switch (one.as) {
    case 'permission':
      return at(facts.siteId);
    case 'head':
      return !facts.headless && one.department === facts.department && at(facts.fromSiteId);
    case 'manager':
      return facts.headless && one.siteId === facts.fromSiteId;
    case 'above':
      return facts.headless || facts.byHead || (facts.escalateAt !== null && facts.escalateAt <= now);
  }
};
