import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { Bytes } from '../sealing/index.ts';
import type { ContentFault, ContentKind, Limits } from './contentKind.ts';
import { isPackageFault, type PackageEntry, readDirectory } from './packageDirectory.ts';

const window = 64 * 1024;

/** Macros, controls and objects of other programs. */
const active = /(^|\/)(vbaProject|vbaData)|\/activeX\/|\/embeddings\/oleObject|\.(exe|dll|js|vbs|scr|com|bat|ps1)$/i;

/**
 * DOCX and XLSX are ZIP packages. Each entry is unpacked, with nothing kept of it, because what the directory says of sizes may be a lie:
 * one that gives more than it said, and all together more than the limit, are bombs.
 */
export const inspectPackage = async (bytes: Bytes, { unpackedBytes }: Limits): Promise<ContentKind | ContentFault> => {
  const entries = await readDirectory(bytes);
  if (isPackageFault(entries)) return entries;
  const kind = kindOf(entries.map(({ name }) => name));
  if (kind === null) return 'CONTENT_NOT_ALLOWED';
  if (entries.some(({ name }) => active.test(`/${name}`))) return 'CONTENT_ACTIVE';
  if (entries.reduce((sum, { size }) => sum + size, 0) > unpackedBytes) return 'CONTENT_BOMB';
  for (const entry of entries) {
    const fault = await unpack(bytes, entry);
    if (fault) return fault;
  }
  return kind;
};

const kindOf = (names: readonly string[]): ContentKind | null => {
  if (!names.includes('[Content_Types].xml')) return null;
  if (names.includes('word/document.xml')) return 'docx';
  return names.includes('xl/workbook.xml') ? 'xlsx' : null;
};

const unpack = async (bytes: Bytes, entry: PackageEntry): Promise<ContentFault | null> => {
  if (entry.method === 'stored') return entry.packed === entry.size ? null : 'CONTENT_BROKEN';
  const unpacked = Readable.from(piecesOf(bytes, entry), { objectMode: false }).pipe(createInflateRaw());
  const isTypes = entry.name === '[Content_Types].xml';
  let size = 0;
  let types = '';
  try {
    for await (const piece of unpacked) {
      size += (piece as Buffer).length;
      if (size > entry.size) return 'CONTENT_BOMB';
      if (isTypes && size < 1024 * 1024) types += String(piece);
    }
  } catch {
    return 'CONTENT_BROKEN';
  }
  if (/macroEnabled/i.test(types)) return 'CONTENT_ACTIVE';
  return size === entry.size ? null : 'CONTENT_BROKEN';
};

async function* piecesOf(bytes: Bytes, { from, packed }: PackageEntry): AsyncGenerator<Buffer> {
  for (let at = from; at < from + packed; at += window) yield bytes.read(at, Math.min(window, from + packed - at));
}
