import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FixtureHouse, startFixtureHouse } from '@shouwen/gateway/fixture';
import { runCorpus } from './runCorpus.ts';
import { gatewayHeaders, userHeaders } from './targets.ts';

/** Ten pages of a hundred books, each with a chain of five more behind it. */
const pagesOfPages = (pages: number): string => {
  const chain = `${'{ sameAuthor '.repeat(5)}{ id }${' }'.repeat(5)}`;
  return Array.from({ length: pages }, (_, n) => `p${n}: books(first: 100) { edges { node ${chain} } }`).join(' ');
};

const nest = {
  nestRoot: 'book(id: "book-001")',
  nestOpen: 'sameAuthor {',
  nestClose: '}',
  oneLevel: 'sameAuthor',
  nestLeaf: 'id',
  nestType: 'Book',
  connection: 'books(',
  connectionKey: 'books',
  costly: pagesOfPages(10),
};
const identity = { identity: 'whoAmI', identityKey: 'whoAmI' };
const sensitive = {
  sensitive: 'signIn(input: { idempotencyKey: "k", name: "n", password: "p" }) { __typename }',
  sensitiveQuery: 'clientByPhone(phone: "13800138000") { id }',
};
const readerWords = { readerType: 'Reader', readerName: 'name' };

describe('S01-S13, S17, S28, S29', () => {
  let house: FixtureHouse;
  beforeAll(async () => {
    house = await startFixtureHouse();
    house.ended.add('session-ended');
  });
  afterAll(() => house.stop());

  runCorpus({
    name: 'the gateway',
    kind: 'gateway',
    url: () => house.gateway.url,
    words: { ...nest, ...identity, ...sensitive, leaf: 'whoAmI', misspelt: 'whoAmi' },
    headersFor: userHeaders,
  });

  runCorpus(
    {
      name: 'a department with lists',
      kind: 'subgraph',
      url: () => house.subgraphs.shelf.url,
      words: { ...nest, leaf: 'tags(names: [])', misspelt: 'bok' },
      headersFor: gatewayHeaders(() => ({
        subgraph: 'shelf',
        secret: house.secrets.shelf,
        otherSecret: house.secrets.readers,
      })),
    },
    { without: ['S11.own-site', 'S11.foreign-site', 'S11.claimed-site', 'S11.missing'] },
  );

  runCorpus(
    {
      name: 'a department whose things belong to sites',
      kind: 'subgraph',
      url: () => house.subgraphs.readers.url,
      words: { ...readerWords, leaf: 'whoAmI', misspelt: 'whoAmi' },
      headersFor: gatewayHeaders(() => ({
        subgraph: 'readers',
        secret: house.secrets.readers,
        otherSecret: house.secrets.shelf,
      })),
    },
    {
      without: ['S01.depth', 'S01.through', 'S08', 'S09.suggestion-argument', 'S13.variable'],
    },
  );

  it('S10: departments and gateway listen on this machine alone unless told otherwise', () => {
    const { gateway, subgraphs } = house;
    for (const { server } of [gateway, subgraphs.shelf, subgraphs.readers]) {
      expect(server.address()).toMatchObject({ address: '127.0.0.1' });
    }
  });
});
