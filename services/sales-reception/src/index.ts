export { salesReception } from './service.ts';
