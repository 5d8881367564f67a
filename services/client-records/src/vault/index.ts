export { type Keyring, type Keyrings, newKey, readKeyring } from './keyring.ts';
export { createVault, type Place, type Vault, type WrappedKey } from './vault.ts';
