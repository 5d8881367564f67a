export { loadDemoCompany } from './loadDemoCompany.ts';
export { registerDemoPartners } from './registerDemoPartners.ts';
