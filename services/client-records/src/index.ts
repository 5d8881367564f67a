export { clientRecords } from './service.ts';
/** For whoever writes a past into the tables, such as a benchmark: sealed as the service itself seals. */
export { createVault, readKeyring, type Vault } from './vault/index.ts';
