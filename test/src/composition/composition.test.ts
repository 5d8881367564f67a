import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Composition, compose, entityOwners, sensitiveFields, subgraphNames } from '@shouwen/gateway';
import { sharedSdlPath } from '@shouwen/subgraph';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import { fieldsOf, namedType, nameOf, objectTypes, type PlacedField, sharedEntities, sources } from './graphShape.ts';

const broken = (sdl: string): Composition =>
  compose(sources().map((one) => (one.name === 'finance' ? withMore(one, sdl) : one)));

const withMore = (source: ReturnType<typeof sources>[number], sdl: string) => ({
  ...source,
  typeDefs: { ...source.typeDefs, definitions: [...source.typeDefs.definitions, ...parse(sdl).definitions] },
});

const namesIn = (document: DocumentNode): string[] =>
  document.definitions.flatMap((one) => ('name' in one && one.name ? [one.name.value] : []));

/** The names of arguments and of what stands in them, however deep. */
const namesOfInputs = (
  inputs: readonly (GraphQLArgument | GraphQLInputField)[],
  seen: readonly string[] = [],
): string[] =>
  inputs.flatMap(({ name, type }) => {
    const named = getNamedType(type);
    const deeper = isInputObjectType(named) && !seen.includes(named.name);
    return deeper ? [name, ...namesOfInputs(Object.values(named.getFields()), [...seen, named.name])] : [name];
  });

const mistakesOf = (composition: Composition): readonly string[] =>
  'mistakes' in composition ? composition.mistakes : [];

describe('the graph of all departments', () => {
  it('is made of all five', () => {
    expect(sources().map(({ name }) => name)).toEqual([...subgraphNames]);
  });

  it('composes', () => {
    expect(mistakesOf(compose(sources()))).toEqual([]);
  });

  it('says in a sentence what does not fit, and of which department', () => {
    const mistakes = mistakesOf(broken('extend type Query { site(id: ID!): Money }'));
    expect(mistakes.join('\n')).toMatch(/Query\.site/);
    expect(mistakes.join('\n')).toMatch(/finance/);
  });

  it('fails on a type that nobody defines', () => {
    expect(mistakesOf(broken('extend type Query { lost: Nowhere }')).join('\n')).toMatch(/Nowhere/);
  });

  it('fails on a field that two departments answer without agreeing to share it', () => {
    expect(mistakesOf(broken('extend type Client { number: String }')).join('\n')).toMatch(/Client\.number/);
  });
});

describe('the types that all departments share', () => {
  const shared = namesIn(parse(readFileSync(sharedSdlPath, 'utf8')));

  it('are there to be compared', () => {
    expect(shared).toEqual(expect.arrayContaining(['Money', 'Explanation', 'Refusal', 'PageInfo', 'DateTime', 'Fen']));
  });

  it.each(subgraphNames.map((name) => [name]))('are the same in %s, where only refusal codes are added', (name) => {
    const own = namesIn(sources().find((one) => one.name === name)?.typeDefs as DocumentNode);
    // Each stands there once, in the shared file; a second time means that the department has another opinion.
    const changed = shared.filter((type) => own.filter((one) => one === type).length !== 1);
    expect(changed.filter((type) => type !== 'RefusalCode')).toEqual([]);
  });
});

const composedGraph = (): GraphQLSchema => {
  const composition = compose(sources());
  if ('mistakes' in composition) throw new Error(composition.mistakes.join('\n'));
  return buildSchema(composition.supergraphSdl, { assumeValidSDL: true });
};

describe('a part that a department cannot give leaves the rest of the answer standing', () => {
  let graph: GraphQLSchema;
  beforeAll(() => {
    graph = composedGraph();
  });

  const composedType = ({ type, field }: PlacedField): string => {
    const holder = graph.getType(type);
    return isObjectType(holder) ? String(holder.getFields()[field.name.value]?.type) : 'not there';
  };

  it('because every thing that several departments know has one that owns it', () => {
    expect(sharedEntities().filter((name) => !(name in entityOwners))).toEqual([]);
  });

  it('because references to things of other departments may be null', () => {
    const references = sources()
      .flatMap(fieldsOf)
      .filter(isForeign(({ field }) => namedType(field.type)));
    expect(references.length).toBeGreaterThan(10);
    const wiping = references.filter((one) => new RegExp(`${namedType(one.field.type)}!`).test(composedType(one)));
    expect(wiping.map(nameOf)).toEqual([]);
  });

  it('because what departments add to things of others may be null', () => {
    const added = sources()
      .flatMap(fieldsOf)
      .filter(isForeign(({ type }) => type))
      .filter(({ field }) => field.name.value !== 'id');
    expect(added.length).toBeGreaterThan(3);
    expect(added.filter((one) => composedType(one).endsWith('!')).map(nameOf)).toEqual([]);
  });
});

/** Keeps the fields whose entity belongs to another department than the one they stand in. */
const isForeign =
  (entity: (placed: PlacedField) => string) =>
  (placed: PlacedField): boolean =>
    (entityOwners[entity(placed)] ?? placed.subgraph) !== placed.subgraph;

/** Commands about the session itself: they answer with tokens, which are never kept, so no key finds them again. */
const sessionCommands = ['signIn', 'refreshSession', 'signOut'];

describe('the conventions of the graph', () => {
  let graph: GraphQLSchema;
  beforeAll(() => {
    graph = composedGraph();
  });

  it('hold for commands: one input with an idempotency key, and a union with Refusal as the answer', () => {
    const wrong = Object.values(graph.getMutationType()?.getFields() ?? {}).filter((field) => {
      const [input, ...more] = field.args;
      const inputType = graph.getType(String(input?.type).replace('!', ''));
      const keyed =
        inputType?.astNode?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION &&
        inputType.astNode.fields?.some(({ name }) => name.value === 'idempotencyKey');
      const answer = graph.getType(String(field.type).replace('!', ''))?.astNode;
      const refusable =
        answer?.kind === Kind.UNION_TYPE_DEFINITION && answer.types?.some(({ name }) => name.value === 'Refusal');
      return input?.name !== 'input' || more.length > 0 || !keyed || !refusable;
    });
    expect(wrong.map(({ name }) => name).filter((name) => !sessionCommands.includes(name))).toEqual([]);
  });

  it('hold for pages: every connection has edges with cursors and a PageInfo, and takes first and after', () => {
    const connections = sources()
      .flatMap(objectTypes)
      .filter(({ name }) => name.value.endsWith('Connection'));
    expect(connections.length).toBeGreaterThan(0);
    for (const { fields = [] } of connections) {
      expect(fields.map(({ name }) => name.value)).toEqual(expect.arrayContaining(['edges', 'pageInfo']));
    }
    const paged = sources()
      .flatMap(fieldsOf)
      .filter(({ field }) => namedType(field.type).endsWith('Connection'));
    const wrong = paged.filter(({ field }) => {
      const names = (field.arguments ?? []).map(({ name }) => name.value);
      return !names.includes('first') || !names.includes('after');
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });

  it('hold for what could be used to guess: each such field is there and stands only once in an operation', () => {
    const fields = { ...graph.getQueryType()?.getFields(), ...graph.getMutationType()?.getFields() };
    expect([...sensitiveFields].filter((name) => !(name in fields))).toEqual([]);
    const guessable = ['password', 'phone', 'identityNumber', 'secret', 'refreshToken'];
    const guessing = Object.values(fields).filter(({ args }) =>
      namesOfInputs(args).some((name) => guessable.includes(name)),
    );
    // The one reads what was typed and looks nobody up, the other sets a password and checks none.
    const harmless = ['checkPeople', 'draftRequest', 'hireStaff'];
    const others = guessing.map(({ name }) => name).filter((name) => !sensitiveFields.has(name));
    expect(others.filter((name) => !harmless.includes(name))).toEqual([]);
  });
});
