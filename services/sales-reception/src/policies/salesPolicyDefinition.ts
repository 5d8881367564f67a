import { definePolicy } from '@shouwen/kernel';
import { ownershipParams } from './ownershipParams.ts';
import { recognitionParams } from './recognitionParams.ts';
import { registerParams } from './registerParams.ts';
import { rotationParams } from './rotationParams.ts';
import type { SalesPolicy } from './salesPolicy.ts';
import { contradictionIn } from './salesPolicyContradictions.ts';
import { oneMonth, tripleConfirmation } from './salesPresets.ts';

/** The policy of a sales site: what SR-1 to SR-3 leave to the company. */
export const salesPolicyDefinition = definePolicy<SalesPolicy>({
  name: 'sales-reception',
  params: { ...rotationParams, ...registerParams, ...ownershipParams, ...recognitionParams },
  presets: { 'one-month': oneMonth, 'triple-confirmation': tripleConfirmation },
  check: contradictionIn,
});
