import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** The keys of this service, all kept outside its database. `current` encrypts, every listed one decrypts. */
export type Keyring = {
  readonly current: string;
  /** Key-encryption keys by id, 32 bytes each. */
  readonly keys: ReadonlyMap<string, Buffer>;
  /** Secret of the blind indexes, 32 bytes. */
  readonly indexKey: Buffer;
};

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
  /** Equal values give equal indexes; without the index key nobody can compute one. */
  blindIndex(column: string, value: string): Buffer;
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

/** AES-256-GCM under a data key per client, which is wrapped by the keyring's current key. */
export const createVault = (keyring: Keyring): Vault => {
  const wrappingKey = (keyId: string): Buffer => {
    const key = keyring.keys.get(keyId);
    if (!key) throw new Error(`the keyring holds no key ${keyId}`);
    return key;
  };
  const dataKey = (key: WrappedKey, owner: string) =>
    decrypt(wrappingKey(key.keyId), `data-key|${key.keyId}|${owner}`, key.wrapped);
  return {
    newDataKey: (owner) => {
      const keyId = keyring.current;
      return { keyId, wrapped: encrypt(wrappingKey(keyId), `data-key|${keyId}|${owner}`, randomBytes(32)) };
    },
    seal: (key, owner, place, plain) => encrypt(dataKey(key, owner), contextOf(owner, place), Buffer.from(plain)),
    open: (key, owner, place, sealed) => decrypt(dataKey(key, owner), contextOf(owner, place), sealed).toString(),
    blindIndex: (column, value) =>
      createHmac('sha256', Buffer.from(hkdfSync('sha256', keyring.indexKey, '', `blind-index|${column}`, 32)))
        .update(value)
        .digest(),
  };
};
