import { BadInput } from '@shouwen/access';
import { type ParamDescription, text } from '@shouwen/kernel';
import { toGraphRule } from './toGraph.ts';

/** One parameter of a policy as the graph writes it: values as JSON. */
export const toGraphParameter = ({ range, rule, value, default: usual, ...rest }: ParamDescription) => ({
  ...rest,
  value: JSON.stringify(value),
  default: JSON.stringify(usual),
  rule: toGraphRule(rule),
  least: range.least === null ? null : String(range.least),
  most: range.most === null ? null : String(range.most),
  options: range.options,
});

export type AskedOverride = { readonly key: string; readonly value: string };

/** What somebody wants to set otherwise, as an input of the graph names it. @throws BadInput for a value that is no JSON */
export const overridesFrom = (overrides: readonly AskedOverride[]): Record<string, unknown> =>
  Object.fromEntries(overrides.map(({ key, value }, index) => [key, parsed(value, `overrides.${index}.value`)]));

const parsed = (value: string, field: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    throw new BadInput(text('参数值须为 JSON。', 'The value of a parameter is written as JSON.'), field);
  }
};
