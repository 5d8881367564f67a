import { describe, expect, it } from '@jest/globals';
import { anonymous, type Permission, type Viewer } from '@shouwen/access';
import { readingScopeOf, scopeForAct } from './readingScope.ts';

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

describe('OR-1 what may be done at one site may not be done on a client read by a ground of another', () => {
  const nothing = { custody: false, siteIds: [], own: null };

  it.each<[string, Viewer, unknown]>([
    ['read at one site, act at another', staff({ site1: ['client.readSite'], site2: ['client.unmask'] }), nothing],
    [
      'both at one of two sites',
      staff({ site1: ['client.readSite', 'client.unmask'], site2: ['client.readSite'] }),
      { ...nothing, siteIds: ['site1'] },
    ],
    [
      'custody, and the act at one site',
      staff({ '*': ['client.readSite'], site1: ['client.unmask'] }),
      { ...nothing, siteIds: ['site1'] },
    ],
    [
      'custody, and the act everywhere',
      staff({ '*': ['client.readSite', 'client.unmask'] }),
      { ...nothing, custody: true },
    ],
    [
      'own clients at two sites, the act at one',
      staff({ site1: ['client.readOwn'], site2: ['client.readOwn', 'client.unmask'] }),
      { ...nothing, own: { staffId: 'li', siteIds: ['site2'] } },
    ],
    [
      'own clients everywhere, the act at one',
      staff({ '*': ['client.readOwn'], site2: ['client.unmask'] }),
      { ...nothing, own: { staffId: 'li', siteIds: ['site2'] } },
    ],
    ['no act anywhere', staff({ '*': ['client.readSite'] }), nothing],
  ])('%s', (_, viewer, scope) => {
    expect(scopeForAct(viewer, 'client.unmask')).toEqual(scope);
  });
});
