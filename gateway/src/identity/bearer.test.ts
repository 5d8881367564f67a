import { describe, expect, it } from '@jest/globals';
import { bearerOf } from './bearer.ts';

const staff = { sub: 'staff-1', sid: 'session-1', grants: { 'site-a': ['listing.read'] } };
const partner = {
  sub: 'partner-1',
  sid: 'credential-1',
  kind: 'partner',
  scopes: ['listing.read', 'viewing.request'],
  sites: ['site-a'],
};

describe('OR-1 who bears a token', () => {
  it('is a member of staff with grants', () => {
    expect(bearerOf(staff)).toEqual({
      sessionId: 'session-1',
      viewer: { kind: 'staff', staffId: 'staff-1', sessionId: 'session-1', grants: staff.grants },
    });
  });

  it('is a partner with scopes at sites, whose credential is the session', () => {
    const { sub: partnerId, scopes, sites } = partner;
    expect(bearerOf(partner)).toEqual({
      sessionId: 'credential-1',
      viewer: { kind: 'partner', partnerId, scopes, sites },
    });
  });

  it.each([
    ['staff who also have scopes', { ...staff, scopes: ['listing.read'] }],
    ['staff who also have sites', { ...staff, sites: ['site-a'] }],
    ['staff who say that they are staff', { ...staff, kind: 'staff' }],
    ['staff who say that they are the house', { ...staff, kind: 'system' }],
    ['staff who say that they are a partner', { ...staff, kind: 'partner' }],
    ['staff whose grants are a list', { ...staff, grants: ['listing.read'] }],
    ['staff without a session', { ...staff, sid: undefined }],
    ['a partner without its kind', { ...partner, kind: undefined }],
    ['a partner with grants', { ...partner, grants: {} }],
    ['a partner without a credential', { ...partner, sid: '' }],
    ['a partner without an id', { ...partner, sub: 7 as unknown as string }],
    ['a partner without scopes', { ...partner, scopes: undefined }],
    ['a partner whose scope is a word', { ...partner, scopes: 'listing.read' }],
    ['a partner that reads clients', { ...partner, scopes: ['listing.read', 'client.readSite'] }],
    ['a partner with a scope that staff alone hold', { ...partner, scopes: ['lease.read'] }],
    ['a partner with a scope that is none', { ...partner, scopes: ['listing.read', 7] }],
    ['a partner everywhere', { ...partner, sites: '*' }],
    ['a partner everywhere in a list', { ...partner, sites: ['*'] }],
    ['a partner at no id', { ...partner, sites: [7] }],
  ])('is nobody: %s', (_, claims) => {
    expect(bearerOf(claims)).toBeNull();
  });
});
