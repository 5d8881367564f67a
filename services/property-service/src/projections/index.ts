export { projectionConsumers } from './projectionConsumers.ts';
export { isKnownClient, isServiceSite } from './projectionStore.ts';
