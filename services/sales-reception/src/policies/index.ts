export type { MakeUpReason, SalesPolicy } from './salesPolicy.ts';
export { salesPolicyDefinition } from './salesPolicyDefinition.ts';
export { oneMonth, tripleConfirmation } from './salesPresets.ts';
