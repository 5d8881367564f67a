import {
  accepted,
  type Decision,
  firstRefusal,
  isValidDate,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Post } from './staff.ts';

export type EndPostFacts = {
  readonly now: Date;
  readonly post: Post;
  /** The last day of the post. */
  readonly endedOn: string;
  /** The day at the site. */
  readonly today: string;
};
export type EndPostCode = 'BAD_INPUT' | 'POST_ENDED';
export type PostEnded = { readonly type: 'PostEnded'; readonly postId: string; readonly endedOn: string };

type Rule = Requirement<EndPostFacts, Refusal<EndPostCode>>;

const notEndedAlready: Rule = ({ post, today }) =>
  post.to !== null && post.to < today
    ? { code: 'POST_ENDED', rule: 'OR-1.01', message: text('该岗位已结束。', 'This post has ended.') }
    : null;

/** A post is only ever shortened: a longer one is a new post. */
const endMakesSense: Rule = ({ post, endedOn }) => {
  const fine = isValidDate(endedOn) && endedOn >= post.from && (post.to === null || endedOn <= post.to);
  const message = text('结束日期不在任职期间内。', 'The last day is not within the time of the post.');
  return fine ? null : { code: 'BAD_INPUT', rule: null, message };
};

export const endPostRules = [notEndedAlready, endMakesSense];

/** OR-1.01: may this post end on that day? */
export const decideEndPost = (facts: EndPostFacts): Decision<PostEnded, Refusal<EndPostCode>> => {
  const { post, endedOn } = facts;
  const reasons = reasoning(facts.now).apply('OR-1.01').fact('role', post.role).fact('endedOn', endedOn);
  const refusal = firstRefusal(endPostRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const summary = text('岗位已结束。', 'The post has ended.');
  return accepted([{ type: 'PostEnded', postId: post.id, endedOn }], reasons.explain('POST_ENDED', summary));
};
