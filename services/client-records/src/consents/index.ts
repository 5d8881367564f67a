import type { Feature } from '../department/index.ts';

export const consentsFeature: Feature = () => ({});
