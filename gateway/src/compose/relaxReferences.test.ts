import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { relaxReferences } from './relaxReferences.ts';

const owners = { Staff: 'organization', Client: 'client-records', Deal: 'sales-reception' };
const relaxed = (sdl: string): string =>
  print(relaxReferences('sales-reception', parse(sdl), owners)).replace(/\s+/g, ' ');

describe('in the composed graph', () => {
  it('a reference to a thing of another department may be null', () => {
    expect(relaxed('type Deal { client: Client! consultant: Staff }')).toBe(
      'type Deal { client: Client consultant: Staff }',
    );
  });

  it('so may each of several, but not their list', () => {
    expect(relaxed('type Deal { consultants: [Staff!]! teams: [[Staff!]!]! }')).toBe(
      'type Deal { consultants: [Staff]! teams: [[Staff]!]! }',
    );
  });

  it('what is added to a thing of another department may be null as a whole', () => {
    expect(relaxed('extend type Client { id: ID! deals: [Deal!]! owner: Staff! }')).toBe(
      'extend type Client { id: ID! deals: [Deal!] owner: Staff }',
    );
  });

  it("a department's own things and plain values stay as promised", () => {
    const sdl = 'type Deal { id: ID! price: Int! parts: [String!]! again: Deal! } type Query { deals: [Deal!]! }';
    expect(relaxed(sdl)).toBe(sdl);
  });
});
