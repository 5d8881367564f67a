export { type LeaseSpaceLoaders, leaseSpaceLoaders, leaseSpaceResolvers } from './leaseSpace.resolvers.ts';
export { type FitOut, fitOuts, type LeaseSpace, netToGrossOf } from './leaseSpace.ts';
export { leaseSpaceMigrations } from './leaseSpaceMigrations.ts';
export { lockSpace, moveSpace, vacantSpaces } from './leaseSpaceStore.ts';
export { addLeaseSpace } from './manageSpaces.ts';
