import type { AnyParamSpec, ParamSpec, ParamValue } from './paramSpec.ts';
import type { PolicyFault } from './policyFault.ts';
import type { PresetName } from './preset.ts';

/** The parameters of a policy: one flat record, nested names joined by dots as in the rulebook (`rotation.opensAt`). */
export type PolicyParams<P> = { readonly [K in keyof P]: ParamValue };

export type PolicyDefinition<P extends PolicyParams<P>> = {
  readonly name: string;
  readonly params: { readonly [K in keyof P]-?: ParamSpec<P[K]> };
  /** What each company style sets; a parameter it leaves out has its default. */
  readonly presets: Readonly<Partial<Record<PresetName, Partial<P>>>>;
  /** What the parameters must not say together, such as a freshness longer than the validity. */
  check?(params: P): PolicyFault | null;
};

/** Any policy, for code that lists or describes them all. */
export type AnyPolicyDefinition = PolicyDefinition<Readonly<Record<string, ParamValue>>>;

/** The specifications without the types of their values, for code that treats all parameters alike. */
export const specsOf = <P extends PolicyParams<P>>(definition: PolicyDefinition<P>): [string, AnyParamSpec][] =>
  Object.entries(definition.params) as [string, AnyParamSpec][];
