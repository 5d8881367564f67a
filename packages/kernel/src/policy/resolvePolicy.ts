import { text } from '../decision/text.ts';
import type { ParamValue } from './paramSpec.ts';
import { type PolicyDefinition, type PolicyParams, specsOf } from './policyDefinition.ts';
import { type PolicyFault, policyFault } from './policyFault.ts';
import { validateParam } from './validateParam.ts';

/** What somebody set by hand: single parameters, as they come from a form or a database. */
export type Overrides = Readonly<Record<string, unknown>>;

/** The three scopes a parameter can come from, and the preset's gaps filled by the defaults. */
export type PolicyScopes = {
  readonly preset: string;
  readonly companyOverrides?: Overrides | undefined;
  readonly siteOverrides?: Overrides | undefined;
};

export type ParamOrigin = 'site' | 'company' | 'preset' | 'default';

/**
 * The parameters that hold at a site: its own override, else the company's, else the preset's, else the default. This is the
 * one place where the scopes meet. Anything unknown, of a wrong type, out of range or contradictory is a PolicyFault that
 * names the parameter; overrides hidden behind others are checked too.
 */
export const resolvePolicy = <P extends PolicyParams<P>>(
  definition: PolicyDefinition<P>,
  scopes: PolicyScopes,
): P | PolicyFault => {
  const layers = layersOf(definition, scopes);
  const fault = faultIn(definition, scopes, layers);
  if (fault) return fault;
  // Widest first, so that the narrower takes its place; every command does this, so that each layer is gone through once.
  const params = Object.freeze(Object.assign({}, ...layers.map(([, values]) => values).reverse())) as P;
  return definition.check?.(params) ?? params;
};

/** The value of one parameter under these scopes, and the scope that it comes from. */
export const paramIn = <P extends PolicyParams<P>>(
  definition: PolicyDefinition<P>,
  scopes: PolicyScopes,
  key: string,
): { value: ParamValue; from: ParamOrigin } => {
  for (const [from, values] of layersOf(definition, scopes)) {
    if (Object.hasOwn(values, key)) return { value: values[key] as ParamValue, from };
  }
  throw new Error(`policy ${definition.name} has no parameter ${key}`);
};

const faultIn = <P extends PolicyParams<P>>(
  definition: PolicyDefinition<P>,
  { preset }: PolicyScopes,
  layers: readonly Layer[],
): PolicyFault | null => {
  if (!Object.hasOwn(definition.presets, preset)) {
    return policyFault('preset', 'unknown-preset', text(`无此制度样式：${preset}。`, `no preset ${preset}.`));
  }
  const specs = new Map(specsOf(definition));
  for (const [, values] of layers) {
    for (const [key, value] of Object.entries(values)) {
      const spec = specs.get(key);
      const fault = spec ? validateParam(key, spec, value) : unknownParameter(key);
      if (fault) return fault;
    }
  }
  return null;
};

type Layer = readonly [ParamOrigin, Overrides];

/** From the narrowest scope to the widest. An override that was left undefined is none. */
const layersOf = <P extends PolicyParams<P>>(
  definition: PolicyDefinition<P>,
  { preset, companyOverrides, siteOverrides }: PolicyScopes,
): Layer[] => [
  ['site', given(siteOverrides)],
  ['company', given(companyOverrides)],
  ['preset', given((definition.presets as Record<string, Overrides>)[preset])],
  ['default', Object.fromEntries(specsOf(definition).map(([key, spec]) => [key, spec.default]))],
];

const given = (overrides: Overrides = {}): Overrides =>
  Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));

const unknownParameter = (key: string): PolicyFault =>
  policyFault(key, 'unknown-parameter', text('本制度无此参数。', 'this policy has no such parameter.'));
