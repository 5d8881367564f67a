import { readSubgraphSources, type SubgraphSource } from '@shouwen/gateway';
import {
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
} from 'graphql';

export type TypePart = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** A field of one department, where it stands. */
export type PlacedField = { readonly subgraph: string; readonly type: string; readonly field: FieldDefinitionNode };

export const sources = (): SubgraphSource[] => readSubgraphSources();

const isObjectType = (node: { readonly kind: string }): node is TypePart =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;

export const objectTypes = (source: SubgraphSource): TypePart[] => source.typeDefs.definitions.filter(isObjectType);

export const fieldsOf = (source: SubgraphSource): PlacedField[] =>
  objectTypes(source).flatMap((type) =>
    (type.fields ?? []).map((field) => ({ subgraph: source.name, type: type.name.value, field })),
  );

export const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

const isEntity = ({ directives = [] }: TypePart): boolean => directives.some(({ name }) => name.value === 'key');

/** Types that more than one department knows by key: one of them owns it. */
export const sharedEntities = (): string[] => {
  const knownBy = new Map<string, Set<string>>();
  for (const source of sources()) {
    for (const { name } of objectTypes(source).filter(isEntity)) {
      knownBy.set(name.value, (knownBy.get(name.value) ?? new Set()).add(source.name));
    }
  }
  return [...knownBy].filter(([, departments]) => departments.size > 1).map(([name]) => name);
};

export const nameOf = ({ subgraph, type, field }: PlacedField): string => `${subgraph}: ${type}.${field.name.value}`;
