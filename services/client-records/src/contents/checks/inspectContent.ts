import type { Bytes } from '../sealing/index.ts';
import { type ContentFault, type ContentKind, contentKinds, endingsOf, type Limits } from './contentKind.ts';
import { inspectPdf, inspectText } from './documents.ts';
import { inspectPng, inspectWebp } from './images.ts';
import { inspectJpeg } from './jpeg.ts';
import { inspectPackage } from './packages.ts';

export const isKind = (found: ContentKind | ContentFault): found is ContentKind =>
  (contentKinds as readonly string[]).includes(found);

/**
 * S24: what a content is, by what it is and not by what it is called; or why it is not taken. Looks at each byte at most a few times
 * and holds some frames of it.
 */
export const inspectContent = async (
  bytes: Bytes,
  { ending, limits }: { readonly ending: string; readonly limits: Limits },
): Promise<ContentKind | ContentFault> => {
  const found = await lookAt(bytes, ending, limits).catch((error: unknown) => {
    // A length that leads out of the file: the file is broken, not we.
    if ((error as Error).name === 'RangeError') return 'CONTENT_BROKEN' as const;
    throw error;
  });
  if (!isKind(found)) return found;
  return endingsOf[found].includes(ending) ? found : 'CONTENT_MISNAMED';
};

const lookAt = async (bytes: Bytes, ending: string, limits: Limits): Promise<ContentKind | ContentFault> => {
  const start = await bytes.read(0, 1024);
  const kind = kindByStart(start);
  if (kind === 'package') return inspectPackage(bytes, limits);
  // Text has no mark: it is what is called so, and then reads like it.
  if (kind === null) return ending === 'txt' ? textOr(await inspectText(bytes)) : 'CONTENT_NOT_ALLOWED';
  if (await hasSecondFace(bytes, kind, start)) return 'CONTENT_TWO_FACED';
  return (await inspectors[kind](bytes, limits)) ?? kind;
};

const textOr = (fault: ContentFault | null): ContentKind | ContentFault => fault ?? 'txt';

type Marked = 'pdf' | 'png' | 'jpeg' | 'webp';

const inspectors: Readonly<Record<Marked, (bytes: Bytes, limits: Limits) => Promise<ContentFault | null>>> = {
  pdf: inspectPdf,
  png: inspectPng,
  jpeg: inspectJpeg,
  webp: inspectWebp,
};

const kindByStart = (start: Buffer): Marked | 'package' | null => {
  const text = start.toString('latin1');
  if (/^%PDF-[12]\.\d/.test(text)) return 'pdf';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp';
  return text.startsWith('PK\x03\x04') ? 'package' : null;
};

/** Whether other programs would take the file for something else: a document or a page by its start, a package by its end. */
const hasSecondFace = async (bytes: Bytes, kind: Marked, start: Buffer): Promise<boolean> => {
  const text = start.toString('latin1');
  if (kind !== 'pdf' && text.includes('%PDF-')) return true;
  if (/<(html|script|svg|!doctype html)/i.test(text)) return true;
  return endsAsPackage(bytes);
};

const endBytes = 22;
const longestComment = 65_535;

const endsAsPackage = async (bytes: Bytes): Promise<boolean> => {
  const from = Math.max(0, bytes.size - endBytes - longestComment);
  const tail = await bytes.read(from, bytes.size - from);
  for (let at = tail.indexOf('PK\x05\x06', 0, 'latin1'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1, 'latin1')) {
    if (at + endBytes <= tail.length && tail.readUInt16LE(at + 20) <= tail.length - at - endBytes) return true;
  }
  return false;
};
