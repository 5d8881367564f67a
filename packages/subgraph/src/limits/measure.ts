import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large an operation is once its fragments are written out. */
export type Size = {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  /** Objects that may be loaded: each field with a selection, times the page sizes around it. */
  readonly objects: number;
  readonly rootFields: readonly string[];
};

export type Variables = Readonly<Record<string, unknown>>;

type Parts = { depth: number; aliases: number; directives: number; fields: number; objects: number };

const nothing: Parts = { depth: 0, aliases: 0, directives: 0, fields: 0, objects: 0 };

/** No list gives more rows than this, whatever is asked for. */
const largestPage = 100;
/** A page whose size is not said, and a page size nobody can know before the variables are there. */
const usualPage = 20;
const pageArguments = new Set(['first', 'last']);

/** The size of a page as asked for; null for a field that has no page. */
export const pageSizeOf = (field: FieldNode, variables: Variables): number | null => {
  const argument = field.arguments?.find(({ name }) => pageArguments.has(name.value));
  if (!argument) return null;
  const { value } = argument;
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind !== Kind.VARIABLE) return usualPage;
  const given = variables[value.name.value];
  return typeof given === 'number' ? given : usualPage;
};

const plus = (sum: Parts, part: Parts): Parts => ({
  depth: Math.max(sum.depth, part.depth),
  aliases: sum.aliases + part.aliases,
  directives: sum.directives + part.directives,
  fields: sum.fields + part.fields,
  objects: sum.objects + part.objects,
});

/**
 * Measures one operation in time linear in the text: each fragment is measured once, so that doubling fragments and circles cost nothing.
 * Numbers grow as the written-out operation would, up to Infinity.
 */
export const measureOperation = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Size => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const measured = new Map<string, Parts>();

  const sizeOfField = (field: FieldNode): Parts => {
    const inner = field.selectionSet ? sizeOfSelections(field.selectionSet) : null;
    const page = pageSizeOf(field, variables);
    // `node` is the same row as its edge, and a connection is no row.
    const own = inner && field.name.value !== 'node' && page === null ? 1 : 0;
    return {
      depth: 1 + (inner?.depth ?? 0),
      aliases: (field.alias ? 1 : 0) + (inner?.aliases ?? 0),
      directives: (field.directives?.length ?? 0) + (inner?.directives ?? 0),
      fields: 1 + (inner?.fields ?? 0),
      objects: (own + (inner?.objects ?? 0)) * Math.min(Math.max(1, page ?? 1), largestPage),
    };
  };
  const sizeOfFragment = (name: string): Parts => {
    const known = measured.get(name);
    if (known) return known;
    // Entered before it is measured: a circle ends here, and validation refuses it by its own rule.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const size = fragment ? sizeOfSelections(fragment.selectionSet) : nothing;
    measured.set(name, size);
    return size;
  };
  const sizeOfSelections = (set: SelectionSetNode): Parts =>
    set.selections.reduce<Parts>((sum, selection) => {
      if (selection.kind === Kind.FIELD) return plus(sum, sizeOfField(selection));
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? sizeOfSelections(selection.selectionSet)
          : sizeOfFragment(selection.name.value);
      return plus(plus(sum, inner), { ...nothing, directives: selection.directives?.length ?? 0 });
    }, nothing);

  return { ...sizeOfSelections(operation.selectionSet), rootFields: rootFieldsOf(operation, fragments) };
};

/** Names of the fields of the root, fragments written out. Gives up after 1,000 steps, which no honest operation needs. */
const rootFieldsOf = (
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] => {
  const names: string[] = [];
  let steps = 0;
  const visit = (set: SelectionSetNode, within: ReadonlySet<string>): void => {
    for (const selection of set.selections) {
      steps += 1;
      if (steps > 1_000) return;
      if (selection.kind === Kind.FIELD) names.push(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet, within);
      else visitFragment(selection.name.value, within);
    }
  };
  const visitFragment = (name: string, within: ReadonlySet<string>): void => {
    const fragment = fragments.get(name);
    if (fragment && !within.has(name)) visit(fragment.selectionSet, new Set(within).add(name));
  };
  visit(operation.selectionSet, new Set());
  return names;
};
