import type { Bytes } from '../sealing/index.ts';
import type { ContentFault, Limits } from './contentKind.ts';
import { exifIsLocated, xmpIsLocated } from './located.ts';

type Size = { readonly width: number; readonly height: number };

/** What was learned while walking through a picture. */
export type Walked = { size: Size | null; located: boolean; pieces: number };

export const newWalk = (): Walked => ({ size: null, located: false, pieces: 0 });

/** Of more pieces no camera and no program makes a picture; who counts them may be kept busy for long. */
const mostPieces = 50_000;

/** Counts one more piece. @throws RangeError when there are too many */
export const countPiece = (walk: Walked): void => {
  walk.pieces += 1;
  if (walk.pieces > mostPieces) throw new RangeError('a picture of too many pieces');
};

/** EXIF and XMP are small; what is larger is no such thing. */
export const largestMetadata = 1024 * 1024;

/** The verdict on a picture that was walked through from its first byte to its last. */
export const verdict = ({ size, located }: Walked, { sidePixels }: Limits): ContentFault | null => {
  if (size === null || size.width === 0 || size.height === 0) return 'CONTENT_BROKEN';
  if (Math.max(size.width, size.height) > sidePixels) return 'CONTENT_IMAGE_TOO_LARGE';
  return located ? 'CONTENT_LOCATED' : null;
};

const pngStart = 8;

/** PNG: chunk by chunk; the last one is IEND, and nothing follows it. */
export const inspectPng = async (bytes: Bytes, limits: Limits): Promise<ContentFault | null> => {
  const walk = newWalk();
  for (let at = pngStart; at < bytes.size; ) {
    countPiece(walk);
    const head = await bytes.read(at, 8);
    if (head.length < 8) return 'CONTENT_BROKEN';
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4);
    if (at === pngStart && type !== 'IHDR') return 'CONTENT_BROKEN';
    if (type === 'IHDR') {
      const data = await bytes.read(at + 8, 8);
      walk.size = { width: data.readUInt32BE(0), height: data.readUInt32BE(4) };
    }
    if (['eXIf', 'iTXt'].includes(type)) {
      if (length > largestMetadata) return 'CONTENT_BROKEN';
      const data = await bytes.read(at + 8, length);
      if (type === 'eXIf' ? exifIsLocated(data) : xmpIsLocated(data)) walk.located = true;
    }
    at += length + 12;
    if (type === 'IEND') return at === bytes.size ? verdict(walk, limits) : 'CONTENT_TWO_FACED';
  }
  return 'CONTENT_BROKEN';
};

const webpSize: Readonly<Record<string, (data: Buffer) => Size>> = {
  'VP8 ': (data) => ({ width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff }),
  VP8L: (data) => {
    const bits = data.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  },
  VP8X: (data) => ({ width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 }),
};

/** WebP: the length that the first chunk says is that of the file. */
export const inspectWebp = async (bytes: Bytes, limits: Limits): Promise<ContentFault | null> => {
  const said = (await bytes.read(4, 4)).readUInt32LE(0) + 8;
  if (said !== bytes.size) return said < bytes.size ? 'CONTENT_TWO_FACED' : 'CONTENT_BROKEN';
  const walk = newWalk();
  for (let at = 12; at < bytes.size; ) {
    countPiece(walk);
    const head = await bytes.read(at, 8);
    if (head.length < 8) return 'CONTENT_BROKEN';
    const type = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    const size = webpSize[type];
    if (size) walk.size ??= size(await bytes.read(at + 8, 10));
    if (type === 'EXIF' || type === 'XMP ') {
      if (length > largestMetadata) return 'CONTENT_BROKEN';
      const data = await bytes.read(at + 8, length);
      if (type === 'EXIF' ? exifIsLocated(withoutMark(data)) : xmpIsLocated(data)) walk.located = true;
    }
    at += 8 + length + (length % 2);
    if (at > bytes.size) return 'CONTENT_BROKEN';
  }
  return verdict(walk, limits);
};

const exifMark = Buffer.from('Exif\0\0', 'latin1');

/** EXIF in JPEG, and at times in WebP, begins with a mark. */
export const withoutMark = (data: Buffer): Buffer =>
  data.subarray(0, exifMark.length).equals(exifMark) ? data.subarray(exifMark.length) : data;
