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

/** Whether this post makes its holder the head of that desk (CR-4.01): a head of the company heads the department at its sites too. */
export const isHeadOf = (post: Post, desk: Desk): boolean => {
  const reaches = post.siteId === null || post.siteId === desk.siteId;
  if (!reaches) return false;
  if (hasHeadRole(desk.department)) return isHead(post.role) && post.department === desk.department;
  return isSiteManager(post.role) || isGeneralManager(post.role);
};

/** Above all heads: signs where the head is the one who asks, or lets a deadline pass. */
export const isAboveHeads = ({ role, siteId }: Post): boolean => isGeneralManager(role) && siteId === null;
