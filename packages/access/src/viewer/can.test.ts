import { describe, expect, it } from '@jest/globals';
import { Forbidden, NotSignedIn } from '../errors.ts';
import { can, canSomewhere, demand, demandStaff, sitesWhere } from './can.ts';
import { allPermissions, isPermission, type Permission, permissionTexts } from './permissions.ts';
import { anonymous, systemViewer, type Viewer } from './viewer.ts';

const staffWith = (grants: Record<string, readonly Permission[]>): Viewer => ({
  kind: 'staff',
  staffId: 'chenjing',
  sessionId: 's1',
  grants,
});
const atRiverside = staffWith({ riverside: ['deal.read'] });
const everywhere = staffWith({ '*': ['ledger.read'], riverside: ['deal.read'] });
const broker: Viewer = { kind: 'partner', partnerId: 'p1', scopes: ['visit.register'], sites: ['riverside'] };

describe('OR-1 permissions say which act, on which kind of thing, at which sites', () => {
  it.each([
    ['granted at the site', atRiverside, 'deal.read', 'riverside', true],
    ['granted at another site only', atRiverside, 'deal.read', 'cloud-lane', false],
    ['another act on the same thing', atRiverside, 'deal.record', 'riverside', false],
    ['granted at one site, asked for the company', atRiverside, 'deal.read', null, false],
    ['granted everywhere, asked at a site', everywhere, 'ledger.read', 'cloud-lane', true],
    ['granted everywhere, asked for the company', everywhere, 'ledger.read', null, true],
    ['nobody', anonymous, 'site.read', 'riverside', false],
    ['a partner within scope and site', broker, 'visit.register', 'riverside', true],
    ['a partner at another site', broker, 'visit.register', 'cloud-lane', false],
    ['a partner beyond the scope', broker, 'deal.read', 'riverside', false],
    ['the house itself', systemViewer('finance'), 'pool.spend', null, true],
  ] as const)('%s', (_, viewer, permission, siteId, expected) => {
    expect(can(viewer, permission, siteId)).toBe(expected);
  });

  it('a site that is called like a member of every object is not granted', () => {
    expect(can(staffWith({}), 'deal.read', 'constructor')).toBe(false);
  });

  it('lists the sites for a query', () => {
    expect(sitesWhere(atRiverside, 'deal.read')).toEqual(['riverside']);
    expect(sitesWhere(everywhere, 'ledger.read')).toBe('*');
    expect(sitesWhere(atRiverside, 'ledger.read')).toEqual([]);
    expect([canSomewhere(atRiverside, 'deal.read'), canSomewhere(atRiverside, 'ledger.read')]).toEqual([true, false]);
  });

  it('demand throws for what can denies, and says who has to sign in first', () => {
    expect(() => demand(anonymous, 'deal.read', 'riverside')).toThrow(NotSignedIn);
    expect(() => demand(atRiverside, 'deal.read', 'cloud-lane')).toThrow(Forbidden);
    expect(() => demand(atRiverside, 'deal.read', 'riverside')).not.toThrow();
    expect(() => demandStaff(broker)).toThrow(NotSignedIn);
    expect(demandStaff(atRiverside)).toBe(atRiverside);
  });

  it('every permission has a sentence in both languages; what is not in the list is no permission', () => {
    for (const permission of allPermissions) {
      expect(permissionTexts[permission].zh).toMatch(/\p{Script=Han}/u);
      expect(permissionTexts[permission].en).not.toMatch(/\p{Script=Han}/u);
    }
    expect([isPermission('deal.read'), isPermission('deal.steal'), isPermission('toString')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
