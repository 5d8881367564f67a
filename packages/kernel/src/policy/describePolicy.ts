import { unreachable } from '../decision/decision.ts';
import type { Text } from '../decision/text.ts';
import type { RuleId } from '../rules/ruleCatalogue.ts';
import type { AnyParamSpec, ParamValue } from './paramSpec.ts';
import { type PolicyDefinition, type PolicyParams, specsOf } from './policyDefinition.ts';
import { presets } from './preset.ts';
import { type ParamOrigin, type PolicyScopes, paramIn } from './resolvePolicy.ts';

/** One parameter as a form shows it: what it means, what it may be, what it is here and where that comes from. */
export type ParamDescription = {
  readonly key: string;
  readonly type: AnyParamSpec['type'];
  readonly rule: RuleId;
  readonly sentence: Text;
  readonly unit: Text | null;
  readonly nullable: boolean;
  readonly range: ParamRange;
  readonly default: ParamValue;
  readonly value: ParamValue;
  readonly from: ParamOrigin;
};

/** The limits of a value as far as its type has any: numbers for int, times for time, items for list, characters for text. */
export type ParamRange = {
  readonly least: number | string | null;
  readonly most: number | string | null;
  readonly options: readonly string[] | null;
};

export type PolicyDescription = {
  readonly name: string;
  readonly preset: string;
  readonly presets: readonly { readonly name: string; readonly sentence: Text }[];
  readonly params: readonly ParamDescription[];
};

/** Describes a policy for the API under scopes that `resolvePolicy` accepts. */
export const describePolicy = <P extends PolicyParams<P>>(
  definition: PolicyDefinition<P>,
  scopes: PolicyScopes,
): PolicyDescription => ({
  name: definition.name,
  preset: scopes.preset,
  presets: Object.entries(presets)
    .filter(([name]) => Object.hasOwn(definition.presets, name))
    .map(([name, sentence]) => ({ name, sentence })),
  params: specsOf(definition).map(([key, spec]) => ({
    key,
    type: spec.type,
    rule: spec.rule,
    sentence: spec.sentence,
    unit: spec.unit ?? null,
    nullable: spec.nullable ?? false,
    range: rangeOf(spec),
    default: spec.default,
    ...paramIn(definition, scopes, key),
  })),
});

const rangeOf = (spec: AnyParamSpec): ParamRange => ({ least: null, most: null, options: null, ...limitsOf(spec) });

const limitsOf = (spec: AnyParamSpec): Partial<ParamRange> => {
  switch (spec.type) {
    case 'int':
      return { least: spec.min, most: spec.max };
    case 'time':
      return { least: spec.earliest ?? '00:00', most: spec.latest ?? '23:59' };
    case 'list':
      return { least: spec.minItems ?? 0, most: spec.maxItems ?? 100, options: spec.options ?? null };
    case 'text':
      return { most: spec.maxLength };
    case 'enum':
      return { options: spec.options };
    case 'boolean':
      return {};
    default:
      return unreachable(spec);
  }
};
