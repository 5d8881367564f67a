export type { Department, Feature, FeatureParts } from './feature.ts';
