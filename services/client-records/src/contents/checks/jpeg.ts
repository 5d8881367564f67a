import type { Bytes } from '../sealing/index.ts';
import type { ContentFault, Limits } from './contentKind.ts';
import { countPiece, newWalk, verdict, type Walked, withoutMark } from './images.ts';
import { exifIsLocated, xmpIsLocated } from './located.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const application1 = 0xe1;
const window = 64 * 1024;

/** Markers with the size of the picture: all frames of JPEG, without the tables that lie between them (C4, C8, CC). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * JPEG: segment by segment through to the end of the picture. What may follow it are further pictures, as telephones add them, and zeros;
 * anything else is a second face.
 */
export const inspectJpeg = async (bytes: Bytes, limits: Limits): Promise<ContentFault | null> => {
  let at = 0;
  let pieces = 0;
  while (at < bytes.size) {
    const walk = { ...newWalk(), pieces };
    const end = await endOfPicture(bytes, at, walk);
    if (end === null) return at === 0 ? 'CONTENT_BROKEN' : 'CONTENT_TWO_FACED';
    const fault = verdict(walk, limits);
    if (fault) return fault;
    pieces = walk.pieces;
    at = await afterZeros(bytes, end);
  }
  return null;
};

/** Where the picture that begins there ends; null when none does. */
const endOfPicture = async (bytes: Bytes, start: number, walk: Walked): Promise<number | null> => {
  const first = await bytes.read(start, 2);
  if (first[0] !== 0xff || first[1] !== startOfImage) return null;
  for (let at = start + 2; at < bytes.size; ) {
    countPiece(walk);
    const head = await bytes.read(at, 4);
    const marker = head[1] ?? 0;
    if (head[0] !== 0xff || head.length < 2) return null;
    if (marker === endOfImage) return at + 2;
    if (head.length < 4) return null;
    const length = head.readUInt16BE(2);
    if (isFrame(marker)) {
      const data = await bytes.read(at + 5, 4);
      walk.size ??= { height: data.readUInt16BE(0), width: data.readUInt16BE(2) };
    }
    if (marker === application1) noteMetadata(await bytes.read(at + 4, length - 2), walk);
    at += 2 + length;
    if (marker === startOfScan) at = await nextMarker(bytes, at);
  }
  return null;
};

const noteMetadata = (data: Buffer, walk: Walked): void => {
  const exif = withoutMark(data);
  if (exif.length < data.length ? exifIsLocated(exif) : xmpIsLocated(data)) walk.located = true;
};

/** The next marker after the data of a scan; in there FF is followed by 00, by a restart mark, or by another FF. */
const nextMarker = async (bytes: Bytes, from: number): Promise<number> => {
  for (let at = from; at < bytes.size; ) {
    const piece = await bytes.read(at, window);
    let index = piece.indexOf(0xff);
    for (; index >= 0 && index < piece.length - 1; index = piece.indexOf(0xff, index + 1)) {
      const next = piece[index + 1] ?? 0;
      if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at + index;
    }
    // An FF at the very end is looked at again with what follows it.
    at += index === piece.length - 1 && piece.length > 1 ? piece.length - 1 : piece.length;
  }
  return bytes.size;
};

const afterZeros = async (bytes: Bytes, from: number): Promise<number> => {
  for (let at = from; at < bytes.size; ) {
    const piece = await bytes.read(at, window);
    const other = piece.findIndex((byte) => byte !== 0);
    if (other >= 0) return at + other;
    at += piece.length;
  }
  return bytes.size;
};
