import { describe, expect, it } from '@jest/globals';
import { type Desk, deskFor, isHeadOf, isInForce, type Post, standingOf } from './colleague.ts';
import { departmentOfRole } from './roles.ts';

const post = (role: string, siteId: string | null, change: Partial<Post> = {}): Post => ({
  postId: `${role} ${siteId}`,
  staffId: role,
  siteId,
  role,
  department: departmentOfRole(role),
  from: '2026-01-05',
  to: null,
  ...change,
});
const salesAtRiverside: Desk = { department: 'sales', siteId: 'riverside' };
const finance: Desk = { department: 'finance', siteId: null };

describe('CR-4.01 who heads a department', () => {
  it.each<[string, Post, Desk, boolean]>([
    ['the sales manager of the site', post('sales-manager', 'riverside'), salesAtRiverside, true],
    ['the one of another site', post('sales-manager', 'cloud-lane'), salesAtRiverside, false],
    ['the head of sales of the company', post('head-of-sales', null), salesAtRiverside, true],
    ['a supervisor', post('sales-supervisor', 'riverside'), salesAtRiverside, false],
    ['the head of another department there', post('office-director', 'riverside'), salesAtRiverside, false],
    ['the finance manager of the company', post('finance-manager', null), finance, true],
    ['the finance manager of one site, for the company', post('finance-manager', 'riverside'), finance, false],
    ['the general manager, for another department', post('general-manager', null), finance, false],
    [
      'the manager of the site, for leasing',
      post('sales-manager', 'riverside'),
      { ...salesAtRiverside, department: 'leasing' },
      true,
    ],
    [
      'the manager of another site, for leasing',
      post('sales-manager', 'x'),
      { ...salesAtRiverside, department: 'leasing' },
      false,
    ],
    [
      'the general manager, for the brand department',
      post('general-manager', null),
      { ...finance, department: 'brand' },
      true,
    ],
    ['a head, when the department was told otherwise', post('legal', null, { department: 'finance' }), finance, true],
  ])('%s', (_, holder, desk, heads) => {
    expect(isHeadOf(holder, desk)).toBe(heads);
  });

  it('only the general manager of the company is above the heads', () => {
    expect(standingOf(post('general-manager', null)).above).toBe(true);
    expect(standingOf(post('regional-manager', null)).above).toBe(false);
  });
});

describe('OR-1.01 posts as they are known here', () => {
  it.each([
    ['2026-01-04', false],
    ['2026-01-05', true],
    ['2026-03-31', true],
    ['2026-04-01', false],
  ])('first and last day included: %s', (on, held) => {
    expect(isInForce(post('consultant', 'riverside', { to: '2026-03-31' }), on)).toBe(held);
  });

  it('somebody asks in the name of the post at the site, else of the one for the company', () => {
    const [here, there, company] = [post('legal', 'here'), post('legal', 'there'), post('legal', null)];
    expect(deskFor([there, company, here], 'here')).toBe(here);
    expect(deskFor([there, company], 'here')).toBe(company);
    expect(deskFor([there], 'here')).toBe(there);
    expect(deskFor([], 'here')).toBeNull();
  });

  it('a role that nobody knows here is a department of its own', () => {
    expect(departmentOfRole('finance-clerk')).toBe('finance');
    expect(departmentOfRole('gardener')).toBe('gardener');
  });
});
