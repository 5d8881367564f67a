import { describe, expect, it } from '@jest/globals';
import { parseGrants, parseViewer } from './parseViewer.ts';

const staff = { kind: 'staff', staffId: 'a', sessionId: 'b', grants: { riverside: ['deal.read'] } };

describe('reading a viewer out of claims', () => {
  it.each([
    ['staff', staff],
    ['partner', { kind: 'partner', partnerId: 'p', scopes: ['visit.register'], sites: '*' }],
    ['anonymous', { kind: 'anonymous' }],
  ])('%s comes back as it is', (_, viewer) => {
    expect(parseViewer(JSON.parse(JSON.stringify(viewer)))).toEqual(viewer);
  });

  it.each([
    ['the house itself', { kind: 'system', service: 'finance' }],
    ['nothing', null],
    ['a word', 'staff'],
    ['staff without a session', { ...staff, sessionId: undefined }],
    ['staff with an empty id', { ...staff, staffId: '' }],
    ['grants that are a list', { ...staff, grants: ['deal.read'] }],
    ['permissions that are a word', { ...staff, grants: { '*': 'deal.read' } }],
    ['a partner without sites', { kind: 'partner', partnerId: 'p', scopes: [] }],
  ])('%s is no viewer', (_, claims) => {
    expect(parseViewer(claims)).toBeNull();
  });

  it('drops what it does not know, so that an older service reads a newer grant', () => {
    expect(parseGrants({ riverside: ['deal.read', 'deal.teleport', 7] })).toEqual({ riverside: ['deal.read'] });
  });

  it('does not let a grant named __proto__ change what others hold', () => {
    const parsed = parseGrants(JSON.parse('{"__proto__": ["deal.read"]}'));
    expect(parsed).not.toBeNull();
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });
});
