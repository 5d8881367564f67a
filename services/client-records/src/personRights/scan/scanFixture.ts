import { createDecipheriv } from 'node:crypto';
import { openDatabase, type Tx } from '@shouwen/database';
import type { TestService } from '@shouwen/testing';

type Value = { readonly where: string; readonly value: unknown };
type Found = { readonly plain: readonly string[]; readonly opened: readonly string[] };

/** Everything the database holds, as somebody sees it who stole it: past every wall. */
const everything = async (tx: Tx): Promise<Value[]> => {
  const tables: { name: string }[] = await tx.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const values: Value[] = [];
  for (const { name } of tables) {
    const rows: Record<string, unknown>[] = await tx.query(`SELECT * FROM "${name}"`);
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) values.push({ where: `${name}.${column}`, value });
  }
  return values;
};

/** Without the tag, which shows whether the key was the right one: whoever looks for a marker needs none. */
const opened = (key: Buffer, sealed: Buffer): Buffer =>
  createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).update(sealed.subarray(28));

const asKey = (plain: Buffer): Buffer | null => {
  if (plain.length === 32) return plain;
  const text = plain.toString('latin1');
  return /^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : null;
};

/** Every key that somebody has who stole the keys of the house as well: those, and whatever they open that could be a key. */
const keysOf = (house: readonly Buffer[], sealed: readonly Buffer[]): Buffer[] => {
  const known = new Map(house.map((key) => [key.toString('hex'), key]));
  let fresh = [...known.values()];
  while (fresh.length > 0) {
    const found = fresh.flatMap((key) =>
      sealed.filter(({ length }) => length === 60 || length === 72).map((one) => opened(key, one)),
    );
    fresh = found.flatMap((plain) => asKey(plain) ?? []).filter((key) => !known.has(key.toString('hex')));
    // Of garbage that is as long as a key nothing is opened any further.
    if (known.size > house.length)
      fresh = fresh.filter((key) => found.some((plain) => plain.length === 44 && asKey(plain)?.equals(key)));
    for (const key of fresh) known.set(key.toString('hex'), key);
  }
  return [...known.values()];
};

const textOf = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('utf8') : typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** Which columns of which tables hold one of the markers, as it stands or under any key there is. */
export const scan = async (service: TestService, markers: readonly string[]): Promise<Found> => {
  const db = await openDatabase({ url: service.adminUrl, entities: [], applicationName: 'scan' });
  try {
    const values = await db.read((tx) => everything(tx));
    const holds = (text: string) => markers.some((marker) => text.toLowerCase().includes(marker.toLowerCase()));
    const sealed = values.filter(({ value }) => Buffer.isBuffer(value) && value.length > 28);
    const keyring = JSON.parse(service.world.secrets.read('client-records.keyring.json').toString()) as {
      readonly keys: Readonly<Record<string, string>>;
    };
    const house = Object.values(keyring.keys).map((key) => Buffer.from(key, 'base64'));
    const keys = keysOf(
      house,
      sealed.map(({ value }) => value as Buffer),
    );
    const where = (found: readonly Value[]) => [...new Set(found.map((one) => one.where))].sort();
    return {
      plain: where(values.filter(({ value }) => holds(textOf(value)))),
      opened: where(
        sealed.filter(({ value }) => keys.some((key) => holds(opened(key, value as Buffer).toString('utf8')))),
      ),
    };
  } finally {
    await db.close();
  }
};
