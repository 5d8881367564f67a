import { randomBytes } from 'node:crypto';
import type { Secrets } from '@shouwen/subgraph';
import type { Keyring } from './vault.ts';

type KeyringFile = { readonly current: string; readonly keys: Record<string, string>; readonly indexKey: string };

const key = (): string => randomBytes(32).toString('base64');

const newKeyring = (): string => JSON.stringify({ current: 'k1', keys: { k1: key() }, indexKey: key() });

const bytes = (name: string, base64: string): Buffer => {
  const value = Buffer.from(base64, 'base64');
  if (value.length !== 32) throw new Error(`The key ${name} in client-records.keyring.json is not 32 bytes long.`);
  return value;
};

/**
 * The keys of this service, from a file outside the database (CR-2.02); made at the first start on one machine.
 * @throws when the file is missing in production, or holds a key of another length
 */
export const readKeyring = (secrets: Secrets): Keyring => {
  const file = secrets.readOrCreate('client-records.keyring.json', newKeyring);
  const { current, keys, indexKey } = JSON.parse(file.toString()) as KeyringFile;
  if (!(current in keys))
    throw new Error(`client-records.keyring.json names ${current} as current but does not hold it.`);
  return {
    current,
    keys: new Map(Object.entries(keys).map(([id, base64]) => [id, bytes(id, base64)])),
    indexKey: bytes('indexKey', indexKey),
  };
};
