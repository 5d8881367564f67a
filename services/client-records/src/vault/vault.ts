import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Keyring } from './keyring.ts';

/** A client's own data key, encrypted under the key-encryption key named beside it. Destroying it erases the client. */
export type WrappedKey = { readonly keyId: string; readonly wrapped: Buffer };

/** What names the place of an encrypted value, so that it cannot be moved to another row or column. */
export type Place = { readonly table: string; readonly column: string; readonly row: string };

/** Encrypts personal data per client (CR-2.02): the database never holds a key that opens it. */
export type Vault = {
  newDataKey(owner: string): WrappedKey;
  seal(key: WrappedKey, owner: string, place: Place, plain: string): Buffer;
  /** Throws when the value was altered, or belongs to another place or client. */
  open(key: WrappedKey, owner: string, place: Place, sealed: Buffer): string;
  /** Equal values give equal indexes; without the index key nobody can compute one. For what is written. */
  blindIndex(column: string, value: string): Buffer;
  /** The index under every key there is, the current one first: while keys change, rows are found under either. For what is sought. */
  blindIndexes(column: string, value: string): Buffer[];
  /** The same data key, wrapped by the current key-encryption key. */
  rewrap(key: WrappedKey, owner: string): WrappedKey;
};

const encrypt = (key: Buffer, context: string, plain: Buffer): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

const decrypt = (key: Buffer, context: string, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
};

const contextOf = (owner: string, { table, column, row }: Place) => [table, column, row, owner].join('|');

/** AES-256-GCM under a data key per client, which is wrapped by the current key; `keyring` is asked at every use. */
export const createVault = (keyring: () => Keyring): Vault => {
  const wrappingKey = (keyId: string): Buffer => {
    const key = keyring().keys.get(keyId);
    if (!key) throw new Error(`the keyring holds no key ${keyId}`);
    return key;
  };
  const dataKey = (key: WrappedKey, owner: string) =>
    decrypt(wrappingKey(key.keyId), `data-key|${key.keyId}|${owner}`, key.wrapped);
  const wrap = (plain: Buffer, owner: string): WrappedKey => {
    const keyId = keyring().current;
    return { keyId, wrapped: encrypt(wrappingKey(keyId), `data-key|${keyId}|${owner}`, plain) };
  };
  const indexUnder = (key: Buffer, column: string, value: string) =>
    createHmac('sha256', indexSecret(key, column)).update(value).digest();
  const indexesOf = (column: string, value: string): [Buffer, ...Buffer[]] => {
    const { currentIndex, indexKeys } = keyring();
    const { [currentIndex]: current, ...others } = Object.fromEntries(indexKeys);
    if (!current) throw new Error(`the keyring holds no index key ${currentIndex}`);
    return [
      indexUnder(current, column, value),
      ...Object.values(others).map((other) => indexUnder(other, column, value)),
    ];
  };
  return {
    newDataKey: (owner) => wrap(randomBytes(32), owner),
    seal: (key, owner, place, plain) => encrypt(dataKey(key, owner), contextOf(owner, place), Buffer.from(plain)),
    open: (key, owner, place, sealed) => decrypt(dataKey(key, owner), contextOf(owner, place), sealed).toString(),
    blindIndex: (column, value) => indexesOf(column, value)[0],
    blindIndexes: indexesOf,
    rewrap: (key, owner) => wrap(dataKey(key, owner), owner),
  };
};

/** One secret per column, so that equal values in two columns do not show as equal. */
const indexSecret = (key: Buffer, column: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `blind-index|${column}`, 32));
