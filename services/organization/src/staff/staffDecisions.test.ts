import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { roleSeed } from '../roles/index.ts';
import { type AssignPostFacts, decideAssignPost } from './assignPost.decision.ts';
import { decideEndPost, type EndPostFacts } from './endPost.decision.ts';
import { decideHireStaff, type HireStaffFacts } from './hireStaff.decision.ts';
import { decideLeaving, type LeavingFacts } from './recordLeaving.decision.ts';
import type { Post } from './staff.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
const today = '2026-03-02';
const riverside = { id: 'riverside', openedOn: '2026-01-05' };
const chenjing = { id: 'chenjing', hiredOn: '2026-01-05', leftOn: null };
const roleOf = (code: string) => roleSeed.find((role) => role.code === code) as (typeof roleSeed)[number];

const aPost = (change: Partial<Post> = {}): Post => ({
  id: 'post',
  staffId: 'chenjing',
  siteId: 'riverside',
  role: 'consultant',
  rosterOrder: 1,
  from: '2026-01-05',
  to: null,
  ...change,
});

describe('OR-1.01 hiring', () => {
  const hiring = (change: Partial<HireStaffFacts> = {}): HireStaffFacts => ({
    now,
    name: '陈静',
    signInName: 'chenjing',
    password: 'twelve chars',
    hiredOn: today,
    signInNameTaken: false,
    ...change,
  });

  it('takes somebody on, and keeps the password out of the reasons', () => {
    const reasons = given(hiring()).when(decideHireStaff).thenAccepted({ signInName: 'chenjing' }).citing('OR-1.01');
    expect(JSON.stringify(reasons.explanation)).not.toContain('twelve chars');
  });

  it.each([
    ['no name', { name: '  ' }, 'BAD_INPUT'],
    ['a sign-in name in capitals', { signInName: 'ChenJing' }, 'BAD_INPUT'],
    ['a sign-in name of one letter', { signInName: 'c' }, 'BAD_INPUT'],
    ['a day that does not exist', { hiredOn: '2026-02-29' }, 'BAD_INPUT'],
    ['a sign-in name that is taken', { signInNameTaken: true }, 'SIGN_IN_NAME_TAKEN'],
    ['a password of eleven characters', { password: 'eleven char' }, 'PASSWORD_TOO_WEAK'],
    ['a password of 129 characters', { password: 'x'.repeat(129) }, 'PASSWORD_TOO_WEAK'],
    ['a password with the sign-in name in it', { password: 'ChenJing-2026' }, 'PASSWORD_TOO_WEAK'],
    ['a password with the name in it', { password: '陈静的密码是这个没错对吧' }, 'PASSWORD_TOO_WEAK'],
  ] as const)('%s is refused', (_, change, code) => {
    given(hiring(change)).when(decideHireStaff).thenRefused(code);
  });

  it('a password of 128 characters is fine', () => {
    given(hiring({ password: 'x'.repeat(128) }))
      .when(decideHireStaff)
      .thenAccepted();
  });
});

describe('OR-1.01 OR-1.02 assigning a post', () => {
  const assigning = (change: Partial<AssignPostFacts> = {}): AssignPostFacts => ({
    now,
    assignerId: 'tangyu',
    staff: chenjing,
    role: roleOf('consultant'),
    site: riverside,
    from: today,
    to: null,
    rosterOrder: 1,
    posts: [],
    roster: [],
    ...change,
  });

  it('gives the person the role at the site', () => {
    given(assigning())
      .when(decideAssignPost)
      .thenAccepted({
        post: { staffId: 'chenjing', siteId: 'riverside', role: 'consultant', rosterOrder: 1, from: today, to: null },
      })
      .citing('OR-1.01', 'OR-1.02');
  });

  it('a person can have posts at several sites, also the same one, and again after it ended', () => {
    given(assigning({ posts: [aPost({ siteId: 'cloud-lane' })] }))
      .when(decideAssignPost)
      .thenAccepted();
    given(assigning({ posts: [aPost({ to: '2026-03-01' })] }))
      .when(decideAssignPost)
      .thenAccepted();
  });

  it.each([
    ['the same post twice at a time', { posts: [aPost()] }, 'POST_HELD', 'OR-1.01'],
    ['the same post while it lasts, its last day included', { posts: [aPost({ to: today })] }, 'POST_HELD', 'OR-1.01'],
    ['a post for oneself', { assignerId: 'chenjing' }, 'OWN_POST', 'OR-1.03'],
    ['a post for somebody who left', { staff: { ...chenjing, leftOn: today } }, 'STAFF_LEFT', 'OR-1.04'],
    ['a consultant of no site', { site: null, rosterOrder: null }, 'ROLE_NEEDS_SITE', 'OR-1.01'],
    ['an auditor of one site', { role: roleOf('auditor'), rosterOrder: null }, 'ROLE_IS_COMPANY_WIDE', 'OR-1.01'],
    ['a consultant without a place in the roster', { rosterOrder: null }, 'ROSTER_DOES_NOT_FIT', 'SR-1.01'],
    ['place zero', { rosterOrder: 0 }, 'ROSTER_DOES_NOT_FIT', 'SR-1.01'],
    ['a manager with a place in the roster', { role: roleOf('sales-manager') }, 'ROSTER_DOES_NOT_FIT', 'SR-1.01'],
    ['a place that is taken', { roster: [aPost({ staffId: 'liuyang' })] }, 'ROSTER_PLACE_TAKEN', 'SR-1.01'],
  ] as const)('%s is refused', (_, change, code, rule) => {
    given(assigning(change as Partial<AssignPostFacts>))
      .when(decideAssignPost)
      .thenRefused(code, rule);
  });

  it('a place whose holder has gone is free from the next day', () => {
    const gone = aPost({ staffId: 'liuyang', to: '2026-03-01' });
    given(assigning({ roster: [gone] }))
      .when(decideAssignPost)
      .thenAccepted();
    given(assigning({ roster: [gone], from: '2026-03-01' }))
      .when(decideAssignPost)
      .thenRefused('ROSTER_PLACE_TAKEN');
  });

  it.each([
    ['before the hiring', { from: '2026-01-04', site: { ...riverside, openedOn: '2026-01-01' } }],
    ['before the site opened', { from: '2026-01-05', site: { ...riverside, openedOn: '2026-01-06' } }],
    ['backwards', { to: '2026-03-01' }],
    ['on a day that does not exist', { to: '2026-02-30' }],
  ])('a post that runs %s makes no sense', (_, change) => {
    given(assigning(change)).when(decideAssignPost).thenRefused('BAD_INPUT');
  });

  it('a post of a single day does', () => {
    given(assigning({ to: today }))
      .when(decideAssignPost)
      .thenAccepted();
  });
});

describe('OR-1.01 ending a post', () => {
  const ending = (change: Partial<EndPostFacts> = {}): EndPostFacts => ({
    now,
    post: aPost(),
    endedOn: today,
    today,
    ...change,
  });

  it('ends it with the day given, ahead too', () => {
    given(ending()).when(decideEndPost).thenAccepted({ endedOn: today });
    given(ending({ endedOn: '2026-04-30' }))
      .when(decideEndPost)
      .thenAccepted({ endedOn: '2026-04-30' });
  });

  it.each([
    ['twice', { post: aPost({ to: '2026-03-01' }) }, 'POST_ENDED'],
    ['before it began', { endedOn: '2026-01-04' }, 'BAD_INPUT'],
    ['later than it ends anyway', { post: aPost({ to: '2026-03-31' }), endedOn: '2026-04-01' }, 'BAD_INPUT'],
  ] as const)('does not end it %s', (_, change, code) => {
    given(ending(change)).when(decideEndPost).thenRefused(code);
  });

  it('may still be shortened on its last day', () => {
    given(ending({ post: aPost({ to: today }) }))
      .when(decideEndPost)
      .thenAccepted();
  });
});

describe('OR-1 leaving', () => {
  const leaving = (change: Partial<LeavingFacts> = {}): LeavingFacts => ({
    now,
    staff: chenjing,
    recorderId: 'tangyu',
    leftOn: today,
    today,
    posts: [aPost()],
    ...change,
  });

  it('ends every post that still runs, and one that was to begin later before it begins', () => {
    const posts = [aPost(), aPost({ id: 'over', to: '2026-02-01' }), aPost({ id: 'later', from: '2026-04-01' })];
    const ends = [
      { post: { id: 'post' }, endedOn: today },
      { post: { id: 'later' }, endedOn: today },
    ];
    const { decision } = given(leaving({ posts })).when(decideLeaving);
    expect(decision).toMatchObject({ outcome: 'accepted', events: [{ leftOn: today, ends }] });
  });

  it.each([
    ['twice', { staff: { ...chenjing, leftOn: '2026-02-28' } }, 'STAFF_LEFT', 'OR-1.04'],
    ['ahead', { leftOn: '2026-03-03' }, 'LEAVING_AHEAD', 'OR-1.04'],
    ['by oneself', { recorderId: 'chenjing' }, 'OWN_LEAVING', 'OR-1.03'],
    ['before the hiring', { leftOn: '2026-01-04' }, 'BAD_INPUT', undefined],
  ] as const)('is not recorded %s', (_, change, code, rule) => {
    given(leaving(change)).when(decideLeaving).thenRefused(code, rule);
  });
});
