import { hasHeadRole, isGeneralManager, isHead, isSiteManager } from './roles.ts';

/** A post as organization told of it. */
export type Post = {
  readonly postId: string;
  readonly staffId: string;
  /** Null: for the whole company. */
  readonly siteId: string | null;
  readonly role: string;
  readonly department: string;
  /** First and last day, both included; null: until it is ended. */
  readonly from: string;
  readonly to: string | null;
};

/** Where somebody belongs: a department, at a site or of the company. */
export type Desk = { readonly department: string; readonly siteId: string | null };

export const isInForce = ({ from, to }: Post, on: string): boolean => from <= on && (to === null || on <= to);

/** The post in whose name somebody asks something of a site: the one there, else the one for the company, else the first. */
export const deskFor = (posts: readonly Post[], siteId: string | null): Post | null =>
  posts.find((post) => post.siteId === siteId) ?? posts.find((post) => post.siteId === null) ?? posts[0] ?? null;

/** What a post makes of its holder (CR-4.01). */
export type Standing = {
  /** Head of the department of the post, where the post is. */
  readonly head: boolean;
  /** Manager of the site: signs for the departments there that have no head of their own. */
  readonly manager: boolean;
  /** Above all heads: signs where the head is the one who asks, where there is none, or where a deadline passed. */
  readonly above: boolean;
};

export const standingOf = ({ role, siteId, department }: Post): Standing => ({
  head: isHead(role) && hasHeadRole(department),
  manager: isSiteManager(role) && siteId !== null,
  above: isGeneralManager(role) && siteId === null,
});

/** Whether this post makes its holder the head of that desk: a head of the company heads the department at its sites too. */
export const isHeadOf = (post: Post, desk: Desk): boolean => {
  const { head, manager, above } = standingOf(post);
  if (!hasHeadRole(desk.department)) return above || (manager && post.siteId === desk.siteId);
  return head && post.department === desk.department && (post.siteId === null || post.siteId === desk.siteId);
};
