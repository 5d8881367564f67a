import { type DocumentNode, type FieldDefinitionNode, Kind, type TypeNode, visit } from 'graphql';

const bare = (type: TypeNode): Exclude<TypeNode, { readonly kind: Kind.NON_NULL_TYPE }> =>
  type.kind === Kind.NON_NULL_TYPE ? type.type : type;

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** A single thing, or the things in a list, may be null; the list itself may not, for who has the list has its length. */
const relaxedThings = (type: TypeNode): TypeNode => {
  const inner = bare(type);
  if (inner.kind === Kind.NAMED_TYPE) return inner;
  const list = { ...inner, type: relaxedThings(inner.type) };
  return type.kind === Kind.NON_NULL_TYPE ? { ...type, type: list } : list;
};

/**
 * What a department promises never to be null, the graph as a whole cannot promise where another department has to answer: were
 * it silent, the null would wipe out everything around it. So in the composed graph, and only there, references to things of
 * other departments and fields added to things of other departments may be null.
 */
export const relaxReferences = (
  subgraph: string,
  document: DocumentNode,
  owners: Readonly<Record<string, string>>,
): DocumentNode => {
  const isForeign = (type: string): boolean => (owners[type] ?? subgraph) !== subgraph;
  const relaxField = (holder: string, field: FieldDefinitionNode): FieldDefinitionNode => {
    const isKey = field.name.value === 'id';
    const type = isForeign(nameOf(field.type)) ? relaxedThings(field.type) : field.type;
    return { ...field, type: isForeign(holder) && !isKey ? bare(type) : type };
  };
  const relaxType = <
    Type extends { readonly name: { readonly value: string }; readonly fields?: readonly FieldDefinitionNode[] },
  >(
    type: Type,
  ): Type => ({ ...type, fields: type.fields?.map((field) => relaxField(type.name.value, field)) });
  return visit(document, { ObjectTypeDefinition: relaxType, ObjectTypeExtension: relaxType });
};
