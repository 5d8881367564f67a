import { describe, expect, it } from '@jest/globals';
import { anonymous, type Permission, type Viewer } from '@shouwen/access';
import { readingScopeOf } from './readingScope.ts';

const staff = (grants: Record<string, Permission[]>): Viewer => ({
  kind: 'staff',
  staffId: 'li',
  sessionId: 's1',
  grants,
});

describe('CR-2.01 nobody reads a record without a reason that the system knows', () => {
  it('a consultant reads the own clients of the site, nobody else’s', () => {
    expect(readingScopeOf(staff({ site1: ['client.readOwn'] }))).toEqual({
      custody: false,
      siteIds: [],
      own: { staffId: 'li', siteIds: ['site1'] },
    });
  });

  it('a manager reads the clients of the own site', () => {
    expect(readingScopeOf(staff({ site1: ['client.readSite'] }))).toEqual({
      custody: false,
      siteIds: ['site1'],
      own: null,
    });
  });

  it('custody reads all', () => {
    expect(readingScopeOf(staff({ '*': ['client.readSite'] })).custody).toBe(true);
  });

  it.each([
    ['somebody without a grant', staff({ site1: ['unit.read'] })],
    ['somebody not signed in', anonymous],
  ])('%s reads nobody', (_, viewer) => {
    expect(readingScopeOf(viewer)).toEqual({ custody: false, siteIds: [], own: null });
  });
});
