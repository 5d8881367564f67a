import { describe, expect, it } from '@jest/globals';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { measureOperation } from './measure.ts';

const measure = (query: string, variables = {}) => {
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return measureOperation(document, operation as OperationDefinitionNode, variables);
};

const doubling = (times: number): string =>
  `{ ...F0 } ${Array.from({ length: times }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')}
   fragment F${times} on Query { a }`;

describe('the size of an operation', () => {
  it('counts depth, aliases, directives and fields', () => {
    expect(measure('{ one: a @skip(if: false) { b { c d } } e }')).toMatchObject({
      depth: 3,
      aliases: 1,
      directives: 1,
      fields: 5,
      rootFields: ['a', 'e'],
    });
  });

  it('counts what is in fragments as often as they are used', () => {
    const size = measure('{ ...A ...A } fragment A on Query { a { x: b } }');
    expect(size).toMatchObject({ depth: 2, aliases: 2, fields: 4, rootFields: ['a', 'a'] });
  });

  it('counts the directives of spreads and inline fragments', () => {
    expect(measure('{ ... @include(if: true) { a } ...A @skip(if: true) } fragment A on Query { b }').directives).toBe(
      2,
    );
  });

  it('multiplies objects by the pages around them', () => {
    expect(measure('{ a { b } }').objects).toBe(1);
    expect(measure('{ list(first: 10) { edges { node { b } } } }').objects).toBe(10);
    expect(measure('{ list(first: 10) { edges { node { more(last: 5) { edges { node { c } } } } } } }').objects).toBe(
      60,
    );
  });

  it('takes page sizes out of variables', () => {
    const query = 'query ($n: Int) { list(first: $n) { edges { node { b } } } }';
    expect(measure(query, { n: 99 }).objects).toBe(99);
    expect(measure(query, { n: 1000 }).objects).toBe(100);
    expect(measure(query, {}).objects).toBe(20);
    expect(measure(query, { n: 'many' }).objects).toBe(20);
  });

  it('never gets smaller by a page below one', () => {
    expect(measure('{ list(first: 0) { edges { node { b } } } }').objects).toBe(1);
    expect(measure('{ list(first: -5) { edges { node { b } } } }').objects).toBe(1);
  });

  it('of doubling fragments is what they would become, found without writing them out', () => {
    expect(measure(doubling(25)).fields).toBe(2 ** 25);
    expect(measure(doubling(25)).rootFields.length).toBeLessThanOrEqual(1_000);
  });

  it('of fragments in a circle is finite', () => {
    expect(measure('{ ...A } fragment A on Query { a ...B } fragment B on Query { b ...A }').fields).toBe(2);
  });

  it('of a fragment that is not there is nothing', () => {
    expect(measure('{ a ...Missing }').fields).toBe(1);
  });
});
