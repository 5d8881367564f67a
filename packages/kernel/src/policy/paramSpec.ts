import type { Text } from '../decision/text.ts';
import type { RuleId } from '../rules/ruleCatalogue.ts';

/** What a parameter can hold; null, where the parameter allows it, means that the rule does not apply under this policy. */
export type ParamValue = number | string | boolean | readonly string[] | null;

type Common<V> = {
  readonly default: V;
  /** The rule the parameter belongs to. */
  readonly rule: RuleId;
  /** One sentence for the person who sets it. */
  readonly sentence: Text;
  /** Units are words in both languages: days, minutes, percent. */
  readonly unit?: Text;
  readonly nullable?: boolean;
};

export type IntSpec<V = number | null> = Common<V> & {
  readonly type: 'int';
  readonly min: number;
  readonly max: number;
};

/** A time of day, `HH:MM`; `earliest` and `latest` are still allowed. */
export type TimeSpec<V = string | null> = Common<V> & {
  readonly type: 'time';
  readonly earliest?: string;
  readonly latest?: string;
};

export type BooleanSpec<V = boolean | null> = Common<V> & { readonly type: 'boolean' };

export type EnumSpec<V = string | null> = Common<V> & { readonly type: 'enum'; readonly options: readonly string[] };

/** A list without repetitions, out of `options` when they are given. */
export type ListSpec<V = readonly string[] | null> = Common<V> & {
  readonly type: 'list';
  readonly options?: readonly string[];
  readonly minItems?: number;
  readonly maxItems?: number;
};

export type TextSpec<V = string | null> = Common<V> & { readonly type: 'text'; readonly maxLength: number };

export type AnyParamSpec = IntSpec | TimeSpec | BooleanSpec | EnumSpec | ListSpec | TextSpec;

/** The specification that fits a parameter of the type `V`, so that a number cannot be described as a time. */
export type ParamSpec<V = ParamValue> = ParamValue extends V
  ? AnyParamSpec
  : [Exclude<V, null>] extends [number]
    ? IntSpec<V>
    : [Exclude<V, null>] extends [boolean]
      ? BooleanSpec<V>
      : [Exclude<V, null>] extends [readonly string[]]
        ? ListSpec<V>
        : TimeSpec<V> | EnumSpec<V> | TextSpec<V>;
