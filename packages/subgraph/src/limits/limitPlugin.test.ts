import { ApolloServer } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import { limitPlugin } from './limitPlugin.ts';
import { subgraphLimits } from './limits.ts';

const asked: string[] = [];
const server = new ApolloServer({
  typeDefs: 'input Note { said: String } type Query { keep(text: String, notes: [Note!]): Boolean }',
  resolvers: { Query: { keep: () => asked.push('kept') > 0 } },
  plugins: [limitPlugin({ limits: subgraphLimits })],
});

const keep = async (query: string, variables: Record<string, unknown> = {}) => {
  const { body } = await server.executeOperation({ query, variables });
  return body.kind === 'single' ? (body.singleResult.errors?.[0]?.extensions?.code ?? 'kept') : null;
};

describe('S36 text that no database keeps', () => {
  const byVariable = 'query ($text: String) { keep(text: $text) }';

  it.each([
    ['a NUL', 'a\0b'],
    ['half a character', '\ud842'],
    ['the other half first', '\udfb7\ud842'],
  ])('%s is refused before anything is asked', async (_, text) => {
    asked.length = 0;
    const inList = 'query ($notes: [Note!]) { keep(notes: $notes) }';
    expect(await keep(byVariable, { text })).toBe('BAD_USER_INPUT');
    expect(await keep(inList, { notes: [{ said: 'a' }, { said: text }] })).toBe('BAD_USER_INPUT');
    expect(await keep(`{ keep(text: ${JSON.stringify(text).replace('\0', '\\u0000')}) }`)).not.toBe('kept');
    expect(asked).toEqual([]);
  });

  it.each(['𠮷', '㐀', '👨‍👩‍👧', 'a\u200bb', '\u202eabc', '', '\t'])('%j is text', async (text) => {
    expect(await keep(byVariable, { text })).toBe('kept');
  });
});
