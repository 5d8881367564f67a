import {
  accepted,
  type Decision,
  firstRefusal,
  isValidDate,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import type { Role } from '../roles/index.ts';
import type { Post, Staff } from './staff.ts';

export type AssignPostFacts = {
  readonly now: Date;
  /** Who assigns; null for the house itself. */
  readonly assignerId: string | null;
  readonly staff: Pick<Staff, 'id' | 'hiredOn' | 'leftOn'>;
  readonly role: Pick<Role, 'code' | 'scope' | 'hasRoster'>;
  readonly site: { readonly id: string; readonly openedOn: string } | null;
  readonly from: string;
  readonly to: string | null;
  readonly rosterOrder: number | null;
  /** All posts of the person. */
  readonly posts: readonly Post[];
  /** All posts in the roster of the site. */
  readonly roster: readonly Post[];
};
export type AssignPostCode =
  | 'BAD_INPUT'
  | 'STAFF_LEFT'
  | 'OWN_POST'
  | 'ROLE_NEEDS_SITE'
  | 'ROLE_IS_COMPANY_WIDE'
  | 'POST_HELD'
  | 'ROSTER_PLACE_TAKEN'
  | 'ROSTER_DOES_NOT_FIT';
export type PostAssigned = { readonly type: 'PostAssigned'; readonly post: Omit<Post, 'id'> };

type Rule = Requirement<AssignPostFacts, Refusal<AssignPostCode>>;

const datesMakeSense: Rule = ({ from, to, staff, site }) => {
  if (!isValidDate(from) || (to !== null && !isValidDate(to)))
    return badInput(text('日期不存在。', 'There is no such date.'));
  if (to !== null && to < from) return badInput(text('结束日期早于开始日期。', 'The post would end before it begins.'));
  if (from < staff.hiredOn) return badInput(text('任职早于入职。', 'The post would begin before the hiring.'));
  if (site && from < site.openedOn)
    return badInput(text('任职早于案场开设。', 'The post would begin before the site opened.'));
  return null;
};

const stillHere: Rule = ({ staff }) =>
  staff.leftOn === null
    ? null
    : { code: 'STAFF_LEFT', rule: 'OR-1.04', message: text('该员工已离职。', 'This member of staff has left.') };

/** A post is a set of permissions, so giving oneself one would be approving one's own request. */
const notForOneself: Rule = ({ assignerId, staff }) =>
  assignerId === staff.id
    ? {
        code: 'OWN_POST',
        rule: 'OR-1.03',
        message: text('不得为自己任命岗位。', 'Nobody assigns a post to themselves.'),
      }
    : null;

const siteFitsRole: Rule = ({ role, site }) => {
  if (role.scope === 'site' && site === null)
    return {
      code: 'ROLE_NEEDS_SITE',
      rule: 'OR-1.01',
      message: text('此角色须在某一案场任职。', 'This role is held at a site.'),
    };
  if (role.scope === 'company' && site !== null)
    return { code: 'ROLE_IS_COMPANY_WIDE', rule: 'OR-1.01', message: companyWide };
  return null;
};

const notHeldAlready: Rule = ({ posts, role, site, ...period }) =>
  posts.some((post) => post.role === role.code && post.siteId === (site?.id ?? null) && overlap(post, period))
    ? {
        code: 'POST_HELD',
        rule: 'OR-1.01',
        message: text('该岗位在此期间已由其担任。', 'The post is held in this time already.'),
      }
    : null;

const rosterFitsRole: Rule = ({ role, rosterOrder, site }) => {
  const fits = role.hasRoster && site ? Number.isInteger(rosterOrder) && (rosterOrder ?? 0) > 0 : rosterOrder === null;
  return fits ? null : { code: 'ROSTER_DOES_NOT_FIT', rule: 'SR-1.01', message: rosterMisfit };
};

const rosterPlaceIsFree: Rule = ({ roster, rosterOrder, ...period }) =>
  rosterOrder !== null && roster.some((post) => post.rosterOrder === rosterOrder && overlap(post, period))
    ? {
        code: 'ROSTER_PLACE_TAKEN',
        rule: 'SR-1.01',
        message: text('该轮序已有人。', 'This place in the roster is taken.'),
      }
    : null;

export const assignPostRules = [
  datesMakeSense,
  stillHere,
  notForOneself,
  siteFitsRole,
  notHeldAlready,
  rosterFitsRole,
  rosterPlaceIsFree,
];

/** OR-1.01, OR-1.02, OR-1.03: may this person be given this post? */
export const decideAssignPost = (facts: AssignPostFacts): Decision<PostAssigned, Refusal<AssignPostCode>> => {
  const reasons = reasoning(facts.now)
    .apply('OR-1.01', 'OR-1.02', 'OR-1.03')
    .fact('role', facts.role.code)
    .fact('from', facts.from)
    .fact('to', facts.to)
    .fact('rosterOrder', facts.rosterOrder);
  const refusal = firstRefusal(assignPostRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const { staff, site, role, rosterOrder, from, to } = facts;
  const post = { staffId: staff.id, siteId: site?.id ?? null, role: role.code, rosterOrder, from, to };
  const summary = text('岗位已任命。', 'The post was assigned.');
  return accepted([{ type: 'PostAssigned', post }], reasons.explain('POST_ASSIGNED', summary));
};

type Period = { readonly from: string; readonly to: string | null };

const overlap = (one: Period, other: Period): boolean =>
  (one.to === null || one.to >= other.from) && (other.to === null || other.to >= one.from);

const badInput = (message: Text): Refusal<AssignPostCode> => ({ code: 'BAD_INPUT', rule: null, message });

const companyWide = text(
  '此角色为全公司角色，不属于单一案场。',
  'This role is held for the whole company, not at one site.',
);
const rosterMisfit = text(
  '仅置业顾问岗位须有且须有轮序。',
  'Posts of consultants have a place in the roster, others have none.',
);
