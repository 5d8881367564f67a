export { loadDemoCompany } from './loadDemoCompany.ts';
