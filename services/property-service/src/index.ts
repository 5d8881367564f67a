export { propertyService } from './service.ts';
