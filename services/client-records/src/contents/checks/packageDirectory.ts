import type { Bytes } from '../sealing/index.ts';

/** One entry of a package: where its packed bytes lie, and what the directory says of them. */
export type PackageEntry = {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  /** Where its own heading begins. */
  readonly at: number;
  readonly from: number;
  readonly packed: number;
  readonly size: number;
};

type PackageFault = 'CONTENT_BROKEN' | 'CONTENT_TWO_FACED' | 'CONTENT_BOMB';

export const isPackageFault = (read: readonly PackageEntry[] | PackageFault): read is PackageFault =>
  typeof read === 'string';

const endBytes = 22;
const mostEntries = 5_000;
const largestDirectory = 4 * 1024 * 1024;
const unsafeName = /(^|\/)\.\.(\/|$)|^\/|\\|\0|^[A-Za-z]:/;

/**
 * The directory of a ZIP package, taken only when it lies as writers of documents lay it: from the first byte to the last, each entry once
 * and none over another, nothing encrypted, no path that leads out.
 */
export const readDirectory = async (bytes: Bytes): Promise<readonly PackageEntry[] | PackageFault> => {
  const end = await bytes.read(Math.max(0, bytes.size - endBytes), endBytes);
  if (end.length < endBytes || end.readUInt32LE(0) !== 0x06054b50) return 'CONTENT_TWO_FACED';
  const [count, length, start] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (end.readUInt16LE(20) !== 0 || start + length !== bytes.size - endBytes) return 'CONTENT_TWO_FACED';
  if (count > mostEntries || length > largestDirectory) return 'CONTENT_BOMB';
  const directory = await bytes.read(start, length);
  const entries: PackageEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = await readEntry(bytes, directory.subarray(at));
    if (entry === null) return 'CONTENT_BROKEN';
    entries.push(entry.entry);
    at += entry.length;
  }
  if (at !== directory.length) return 'CONTENT_BROKEN';
  return placesOf(entries, start);
};

/** An entry over another is how a small package becomes endless; a gap before the first is room for another face. */
const placesOf = (entries: PackageEntry[], end: number): readonly PackageEntry[] | PackageFault => {
  if (new Set(entries.map(({ name }) => name)).size < entries.length) return 'CONTENT_BROKEN';
  const inPlace = entries.toSorted((one, other) => one.at - other.at);
  if (inPlace[0]?.at !== 0) return 'CONTENT_TWO_FACED';
  let before = 0;
  for (const { at, from, packed } of inPlace) {
    if (at < before) return 'CONTENT_BOMB';
    before = from + packed;
  }
  return before > end ? 'CONTENT_BOMB' : entries;
};

const readEntry = async (
  bytes: Bytes,
  at: Buffer,
): Promise<{ readonly entry: PackageEntry; readonly length: number } | null> => {
  if (at.length < 46 || at.readUInt32LE(0) !== 0x02014b50) return null;
  const [flags, method] = [at.readUInt16LE(8), at.readUInt16LE(10)];
  const [packed, size, local] = [at.readUInt32LE(20), at.readUInt32LE(24), at.readUInt32LE(42)];
  const nameBytes = at.readUInt16LE(28);
  const name = at.toString('utf8', 46, 46 + nameBytes);
  const isEncrypted = (flags & 1) !== 0;
  if (isEncrypted || (method !== 0 && method !== 8) || unsafeName.test(name)) return null;
  const head = await bytes.read(local, 30 + nameBytes);
  if (head.length < 30 + nameBytes || head.readUInt32LE(0) !== 0x04034b50) return null;
  if (head.readUInt16LE(26) !== nameBytes || head.toString('utf8', 30) !== name) return null;
  const from = local + 30 + nameBytes + head.readUInt16LE(28);
  return {
    entry: { name, method: method === 0 ? 'stored' : 'deflated', at: local, from, packed, size },
    length: 46 + nameBytes + at.readUInt16LE(30) + at.readUInt16LE(32),
  };
};
