import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType } from 'graphql';
import type { Field } from './everyField.ts';

/** A place in the arguments of a field where one value goes: `filter.namePrefix`, `input.core.budgetLeastFen`. */
export type Slot = { readonly path: readonly string[]; readonly scalar: string; readonly isEnum: boolean };

/** All of them; those in a list are the first of the list. */
export const slotsOf = ({ args }: Field): Slot[] => args.flatMap(({ name, type }) => slotsIn([name], type));

const slotsIn = (path: readonly string[], type: GraphQLInputType): Slot[] => {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((one) => slotsIn([...path, one.name], one.type));
  return [{ path, scalar: named.name, isEnum: isEnumType(named) }];
};

/** The input objects of the arguments, each by the way to it. */
export const objectsOf = ({
  args,
}: Field): { readonly path: readonly string[]; readonly fields: readonly string[] }[] =>
  args.flatMap(({ name, type }) => objectsIn([name], type));

const objectsIn = (path: readonly string[], type: GraphQLInputType): ReturnType<typeof objectsOf> => {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  const fields = Object.values(named.getFields());
  const own = { path, fields: fields.map(({ name }) => name) };
  return [own, ...fields.flatMap((one) => objectsIn([...path, one.name], one.type))];
};

/** The variables with that value at that place; in a list, in its first item, or as the only one. */
export const withValue = (variables: unknown, [step, ...rest]: readonly string[], value: unknown): unknown => {
  if (Array.isArray(variables)) return variables.map((one) => withValue(one, [step ?? '', ...rest], value));
  if (step === undefined) return value;
  const given = (variables ?? {}) as Readonly<Record<string, unknown>>;
  const inner = given[step];
  const isListOfValues = rest.length === 0 && Array.isArray(inner);
  return { ...given, [step]: isListOfValues ? [value] : withValue(inner, rest, value) };
};
