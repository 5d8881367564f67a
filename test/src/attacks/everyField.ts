import {
  type DocumentNode,
  extendSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
} from 'graphql';

export type Field = GraphQLField<unknown, unknown>;
export type RootField = { readonly kind: 'query' | 'mutation'; readonly field: Field };

/** How everything that a field takes is filled in. */
export type Filling = {
  /** What is optional is given too. */
  readonly optional: boolean;
  readonly listLength: number;
  readonly lastOfEnum: boolean;
  readonly id: (name: string) => string;
  readonly scalars: Readonly<Record<string, unknown>>;
  /** What stands where a text is asked for under this name; without it, or for undefined, the usual text. */
  readonly text?: (name: string) => string | undefined;
  /** What is asked of the answer; without it, little more than whether there is one. */
  readonly selection?: (type: GraphQLOutputType) => string;
};

const rootTypes = ['Query', 'Mutation'];

/** What a department lets be asked and told, of its own schema alone. */
export const rootFieldsOf = (typeDefs: DocumentNode): RootField[] => {
  const defined = typeDefs.definitions.flatMap((one) =>
    one.kind === Kind.OBJECT_TYPE_DEFINITION ? one.name.value : [],
  );
  const missing = rootTypes.filter((type) => !defined.includes(type)).map((type) => `type ${type} { none: Int }`);
  const heads = parse(`schema { query: Query mutation: Mutation } ${missing.join(' ')}`);
  const definitions = [...heads.definitions, ...typeDefs.definitions];
  const given = { assumeValid: true, assumeValidSDL: true } as const;
  const schema = extendSchema(new GraphQLSchema({}), { ...typeDefs, definitions }, given);
  const fieldsOf = (kind: RootField['kind']): RootField[] => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    const fields = Object.values(type?.getFields() ?? {});
    return fields.filter(({ name }) => name !== 'none' && !name.startsWith('_')).map((field) => ({ kind, field }));
  };
  return [...fieldsOf('query'), ...fieldsOf('mutation')];
};

const valueFor = (name: string, type: GraphQLInputType, filling: Filling): unknown => {
  if (isNonNullType(type)) return valueFor(name, type.ofType, filling);
  if (isListType(type)) return Array.from({ length: filling.listLength }, () => valueFor(name, type.ofType, filling));
  if (isEnumType(type)) return type.getValues().at(filling.lastOfEnum ? -1 : 0)?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((one) => filling.optional || isNonNullType(one.type));
    return Object.fromEntries(fields.map((one) => [one.name, valueFor(one.name, one.type, filling)]));
  }
  const scalar = getNamedType(type).name;
  if (scalar === 'ID') return filling.id(name);
  if (scalar === 'String') return filling.text?.(name) ?? filling.scalars.String;
  // No more than a page may have, so that the rest of the field is reached.
  if (name === 'first') return 10;
  return filling.scalars[scalar] ?? filling.scalars.String;
};

/** Whether there is an answer, and of which type; of a refusal its code. */
export const briefSelection = (type: GraphQLOutputType): string => {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  if (isUnionType(named)) return '{ __typename ... on Refusal { code } }';
  return isObjectType(named) && 'edges' in named.getFields() ? '{ edges { cursor } }' : '{ __typename }';
};

/** The operation that asks one field alone, filled in that way. */
export const operationFor = ({ kind, field }: RootField, filling: Filling) => {
  const given = field.args.filter(({ type, name }) => name !== 'after' && (filling.optional || isNonNullType(type)));
  const heads = given.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const uses = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const asked = `${field.name}${uses && `(${uses})`} ${(filling.selection ?? briefSelection)(field.type)}`;
  const variables = Object.fromEntries(given.map(({ name, type }) => [name, valueFor(name, type, filling)]));
  return { text: `${kind} ${heads && `(${heads})`} { ${asked} }`, variables };
};
