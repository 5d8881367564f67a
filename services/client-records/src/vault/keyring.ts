import { randomBytes } from 'node:crypto';
import type { Secrets } from '@shouwen/subgraph';

/** The keys of this service, all kept outside its database. What is current seals and indexes; every listed one opens and finds. */
export type Keyring = {
  readonly current: string;
  /** Key-encryption keys by id, 32 bytes each. */
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly currentIndex: string;
  /** Secrets of the blind indexes by id, 32 bytes each. */
  readonly indexKeys: ReadonlyMap<string, Buffer>;
};

/** Where the keys are asked for, again at every use: a key that was added is known at once, in every replica. */
export type Keyrings = {
  now(): Keyring;
  /** Whether keys are changed here, and not given from outside. */
  readonly mayChange: boolean;
  /** @throws when the keys are given from outside */
  change(to: Keyring): void;
};

type KeyringFile = {
  readonly current: string;
  readonly keys: Record<string, string>;
  readonly currentIndex?: string;
  readonly indexKeys?: Record<string, string>;
  /** The only one, before there could be several. */
  readonly indexKey?: string;
};

const fileName = 'client-records.keyring.json';
const firstIndex = 'i1';

export const newKey = (): Buffer => randomBytes(32);

const newKeyring = (): string =>
  toFile({
    current: 'k1',
    keys: new Map([['k1', newKey()]]),
    currentIndex: firstIndex,
    indexKeys: new Map([[firstIndex, newKey()]]),
  });

const toFile = ({ current, keys, currentIndex, indexKeys }: Keyring): string =>
  JSON.stringify({ current, keys: asText(keys), currentIndex, indexKeys: asText(indexKeys) });

const asText = (keys: ReadonlyMap<string, Buffer>) =>
  Object.fromEntries([...keys].map(([id, key]) => [id, key.toString('base64')]));

const asKeys = (texts: Record<string, string>): ReadonlyMap<string, Buffer> =>
  new Map(Object.entries(texts).map(([id, base64]) => [id, bytes(id, base64)]));

const bytes = (name: string, base64: string): Buffer => {
  const value = Buffer.from(base64, 'base64');
  if (value.length !== 32) throw new Error(`The key ${name} in ${fileName} is not 32 bytes long.`);
  return value;
};

const fromFile = (content: Buffer): Keyring => {
  const file = JSON.parse(content.toString()) as KeyringFile;
  const { current, currentIndex = firstIndex, indexKey } = file;
  const keys = asKeys(file.keys);
  const indexKeys = asKeys(file.indexKeys ?? (indexKey === undefined ? {} : { [firstIndex]: indexKey }));
  if (!keys.has(current)) throw new Error(`${fileName} names ${current} as current but does not hold it.`);
  if (!indexKeys.has(currentIndex))
    throw new Error(`${fileName} names ${currentIndex} as current for its indexes but does not hold it.`);
  return { current, keys, currentIndex, indexKeys };
};

/**
 * The keys of this service, from a file outside the database (CR-2.02); made at the first start on one machine.
 * @throws when the file is missing in production, or holds a key of another length
 */
export const readKeyring = (secrets: Secrets): Keyrings => {
  let keyring = fromFile(secrets.readOrCreate(fileName, newKeyring));
  let stamp = secrets.stampOf(fileName);
  return {
    mayChange: secrets.mayReplace,
    now: () => {
      const seen = secrets.stampOf(fileName);
      if (seen !== stamp) {
        keyring = fromFile(secrets.read(fileName));
        stamp = seen;
      }
      return keyring;
    },
    change: (to) => secrets.replace(fileName, toFile(to)),
  };
};
