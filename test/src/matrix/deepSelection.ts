import {
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Deep enough for a thing in a page, what it belongs to, and what stands in that. */
const deepest = 3;

/**
 * Everything an answer can show without further arguments: fields of fields, pages of pages, each type once on a way. What is named by
 * chance or by the clock alone, such as the id of an explanation, is left out, so that two answers can be compared.
 */
export const deepSelection = (type: GraphQLOutputType): string => select(type, []);

const select = (type: GraphQLOutputType, way: readonly string[]): string => {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  if (isUnionType(named)) {
    const parts = named.getTypes().map((one) => `... on ${one.name} ${select(one, way)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(named)) return '{ __typename }';
  // A page is no step deeper.
  const steps = way.filter((one) => !/Connection$|Edge$/.test(one)).length;
  const fields = Object.values(named.getFields()).filter(needsNothing);
  const inner = fields.map((field) => selectField(field, [...way, named.name], steps)).filter((one) => one !== '');
  return `{ ${['__typename', ...inner].join(' ')} }`;
};

const needsNothing = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined);

const selectField = (field: GraphQLField<unknown, unknown>, way: readonly string[], steps: number): string => {
  const named = getNamedType(field.type);
  if (!isCompositeType(named)) return way.at(-1) === 'Explanation' && field.name === 'id' ? '' : aliased(field, way);
  if (way.includes(named.name) || steps >= deepest || named.name === 'Rule') return '';
  // An explanation is told on top only: it is long.
  if (named.name === 'Explanation' && steps > 1) return '';
  const inner = select(field.type, way);
  return inner === '{ __typename }' ? '' : `${aliased(field, way)} ${inner}`;
};

/** Fields of the members of a union may share a name and differ in type, which one answer cannot hold. */
const aliased = (field: GraphQLField<unknown, unknown>, way: readonly string[]): string =>
  way.length === 1 ? `${field.name}_${way[0]}: ${field.name}` : field.name;
