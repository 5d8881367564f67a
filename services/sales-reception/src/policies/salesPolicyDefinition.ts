import { definePolicy } from '@shouwen/kernel';
import { claimParams } from './claimPolicy.ts';
import { dealParams } from './dealPolicy.ts';
import { disputeParams } from './disputePolicy.ts';
import { followUpParams } from './followUpPolicy.ts';
import { hostingParams } from './hostingPolicy.ts';
import { leasingParams } from './leasingPolicy.ts';
import { ownershipParams } from './ownershipParams.ts';
import { receptionParams } from './receptionPolicy.ts';
import { recognitionParams } from './recognitionParams.ts';
import { referralParams } from './referralPolicy.ts';
import { registerParams } from './registerParams.ts';
import { rotationParams } from './rotationParams.ts';
import type { SalesPolicy } from './salesPolicy.ts';
import { contradictionIn } from './salesPolicyContradictions.ts';
import { oneMonth, tripleConfirmation } from './salesPresets.ts';

/** The policy of a sales site: what SR-1 to SR-3 leave to the company. */
export const salesPolicyDefinition = definePolicy<SalesPolicy>({
  name: 'sales-reception',
  params: {
    ...dealParams,
    ...leasingParams,
    ...hostingParams,
    ...rotationParams,
    ...registerParams,
    ...ownershipParams,
    ...claimParams,
    ...receptionParams,
    ...referralParams,
    ...disputeParams,
    ...followUpParams,
    ...recognitionParams,
  },
  presets: { 'one-month': oneMonth, 'triple-confirmation': tripleConfirmation },
  check: contradictionIn,
});
