import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packGrants } from './packGrants.ts';
import { parseGrants } from './parseViewer.ts';
import { allPermissions } from './permissions.ts';

const sites = fc.uuid();
const someGrants = fc.dictionary(fc.oneof(sites, fc.constant('*')), fc.subarray([...allPermissions]));

describe('grants in a token', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(someGrants, (grants) => {
        const sorted = Object.fromEntries(Object.entries(grants).map(([site, may]) => [site, [...may].sort()]));
        expect(parseGrants(JSON.parse(JSON.stringify(packGrants(grants))))).toEqual(sorted);
      }),
    );
  });

  it('name a set of permissions once, however many sites it is held at', () => {
    const many = Array.from({ length: 100 }, (_, index) => [`site-${index}`, [...allPermissions]] as const);
    expect(packGrants(Object.fromEntries(many))).toHaveLength(1);
  });

  it.each([
    ['a group that is a word', ['deal.read']],
    ['sites that are a word', [{ sites: '*', may: [] }]],
    ['sites that are numbers', [{ sites: [7], may: [] }]],
    ['permissions that are a word', [{ sites: ['*'], may: 'everything' }]],
    ['nothing', [null]],
  ])('%s is malformed', (_, packed) => {
    expect(parseGrants(packed)).toBeNull();
  });

  it('drop what is not known here, and do not change what others hold', () => {
    expect(parseGrants([{ sites: ['a'], may: ['deal.read', 'deal.teleport', 7] }])).toEqual({ a: ['deal.read'] });
    parseGrants([{ sites: ['__proto__'], may: ['deal.read'] }]);
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });
});
