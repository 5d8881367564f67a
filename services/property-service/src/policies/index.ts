export { adoptPreset } from './adoptPreset.ts';
export type { ServicePolicy } from './servicePolicy.ts';
export { servicePolicyAt } from './servicePolicyAt.ts';
