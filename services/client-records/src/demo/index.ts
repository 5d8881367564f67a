export { openDemoClients } from './openDemoClients.ts';
