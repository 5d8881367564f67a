export { clientRecords } from './service.ts';
