export { partnerLoaders, partnersResolvers } from './partner.resolvers.ts';
export { partnersMigrations } from './partnerMigrations.ts';
export { partnerById } from './partnerStore.ts';
export { registerPartner, type SecretDeps } from './registerPartner.ts';
