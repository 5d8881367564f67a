export { organization } from './service.ts';
