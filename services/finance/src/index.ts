export { finance } from './service.ts';
