export { adoptPreset } from './adoptPreset.ts';
export { type ServicePolicy, servicePolicy } from './servicePolicy.ts';
export { servicePolicyAt } from './servicePolicyAt.ts';
