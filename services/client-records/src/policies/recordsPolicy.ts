import { definePolicy } from '@shouwen/kernel';
import { type ArchiveParams, archiveParams } from './archiveParams.ts';
import { type CareParams, careParams } from './careParams.ts';
import { type ClientParams, clientParams } from './clientParams.ts';
import { type ContentParams, contentParams } from './contentParams.ts';
import { type ImportParams, importParams } from './importParams.ts';
import { type LeakParams, leakParams } from './leakParams.ts';
import { type LoyaltyParams, loyaltyParams } from './loyaltyParams.ts';
import { type RequestParams, requestParams } from './requestParams.ts';
import { type RightsParams, rightsParams } from './rightsParams.ts';
import { type StatisticsParams, statisticsParams } from './statisticsParams.ts';
import { type TierParams, tierContradiction, tierParams } from './tierParams.ts';
import { type VisitParams, visitParams } from './visitParams.ts';

/** The company's policy for client records, one part for each area; each area has its file `<area>Params.ts` beside this one. */
export type RecordsPolicy = ArchiveParams &
  CareParams &
  ClientParams &
  ContentParams &
  ImportParams &
  LeakParams &
  LoyaltyParams &
  RequestParams &
  RightsParams &
  TierParams &
  VisitParams &
  StatisticsParams;

export const recordsPolicy = definePolicy<RecordsPolicy>({
  name: 'records',
  params: {
    ...archiveParams,
    ...careParams,
    ...clientParams,
    ...contentParams,
    ...importParams,
    ...leakParams,
    ...loyaltyParams,
    ...requestParams,
    ...rightsParams,
    ...visitParams,
    ...tierParams,
    ...statisticsParams,
  },
  presets: { 'records-strict': {} },
  check: tierContradiction,
});

/** The style of every company until it sets something otherwise. */
export const recordsPreset = 'records-strict';
