import type { Feature } from '../department/index.ts';

export const archiveFeature: Feature = () => ({});
