export { readKeyring } from './keyring.ts';
export { createVault, type Keyring, type Place, type Vault, type WrappedKey } from './vault.ts';
