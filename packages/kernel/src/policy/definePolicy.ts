import type { PolicyDefinition, PolicyParams } from './policyDefinition.ts';
import { isPolicyFault } from './policyFault.ts';
import { isPresetName } from './preset.ts';
import { resolvePolicy } from './resolvePolicy.ts';

/**
 * Defines a policy once for all sites. Throws at start-up when a default or a preset of the definition itself is at fault:
 * that is our bug, while a fault in what a site sets is an answer (`resolvePolicy`).
 */
export const definePolicy = <P extends PolicyParams<P>>(definition: PolicyDefinition<P>): PolicyDefinition<P> => {
  const names = Object.keys(definition.presets);
  if (names.length === 0) throw new Error(`policy ${definition.name} has no preset`);
  for (const preset of names) {
    if (!isPresetName(preset)) throw new Error(`policy ${definition.name}: no preset of the product: ${preset}`);
    const resolved = resolvePolicy(definition, { preset });
    if (isPolicyFault(resolved)) throw new Error(`policy ${definition.name}, ${preset}: ${resolved.message.en}`);
  }
  return Object.freeze(definition);
};
