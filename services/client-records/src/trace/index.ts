import type { Feature } from '../department/index.ts';

export { readBeforeShown, type TraceEntry, traced, traceRefusal } from './readBeforeShown.ts';

export const traceFeature: Feature = () => ({});
