import type { Feature } from '../department/index.ts';

export const custodyFeature: Feature = () => ({});
