import { isInForce, type Post } from '../../colleagues/index.ts';
import type { Entitlement } from '../steps/entitlement.ts';

/** Somebody decides on requests in an approver's place for a while (CR-4). */
export type Deputy = {
  readonly id: string;
  /** In whose place. */
  readonly staffId: string;
  readonly deputyId: string;
  /** First and last day, both included. */
  readonly from: string;
  readonly to: string;
  /** What the approver might decide when the deputy was named; no more than that. */
  readonly entitlements: readonly Entitlement[];
  /** The posts that the approver held then. */
  readonly postIds: readonly string[];
  readonly namedAt: Date;
  readonly endedAt: Date | null;
  readonly explanationId: string;
};

/**
 * What a deputy may decide on that day in the approver's place: what the approver might, as long as the approver still holds every post
 * that was held then (I22: had the role at decision time). Which of several posts a ground came from is not known here, so with one of
 * them all end: the approver names a deputy anew. A deputy names no deputy of their own: grounds for another are not passed on.
 */
export const entitlementsAsDeputy = (deputy: Deputy, posts: readonly Post[], on: string): Entitlement[] => {
  if (deputy.endedAt !== null || on < deputy.from || on > deputy.to) return [];
  const held = posts.filter((post) => deputy.postIds.includes(post.postId) && isInForce(post, on));
  if (deputy.postIds.some((id) => !held.some(({ postId }) => postId === id))) return [];
  const stillHeld = ({ siteId }: Entitlement) =>
    held.some((post) => post.siteId === null || (siteId !== null && post.siteId === siteId));
  return deputy.entitlements.filter(stillHeld).map((one) => ({ ...one, forStaff: deputy.staffId }));
};
