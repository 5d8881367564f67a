import { crc32, deflateRawSync } from 'node:zlib';
import type { Bytes } from '../sealing/index.ts';

/** Bytes in memory, as the checks read them. */
export const inMemory = (bytes: Buffer): Bytes => ({
  size: bytes.length,
  read: async (from, length) => bytes.subarray(from, from + length),
});

const big = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
};

const small = (value: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

type Picture = {
  readonly width?: number;
  readonly height?: number;
  readonly exif?: Buffer;
  readonly xmp?: string;
  readonly empty?: number;
};

const pngChunk = (type: string, data: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([big(data.length), typed, big(crc32(typed))]);
};

export const png = ({ width = 4, height = 3, exif, xmp, empty = 0 }: Picture = {}): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', Buffer.concat([big(width), big(height), Buffer.from([8, 2, 0, 0, 0])])),
    ...(exif ? [pngChunk('eXIf', exif)] : []),
    ...(xmp ? [pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`))] : []),
    ...Array.from({ length: empty }, () => pngChunk('prIv', Buffer.alloc(0))),
    pngChunk('IDAT', Buffer.from('not really compressed')),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

const segment = (marker: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), big(data.length + 2).subarray(2), data]);

export const jpeg = ({ width = 4, height = 3, exif, xmp }: Picture = {}): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...(exif ? [segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif]))] : []),
    ...(xmp ? [segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`))] : []),
    segment(
      0xc0,
      Buffer.concat([Buffer.from([8]), big(height).subarray(2), big(width).subarray(2), Buffer.from([1, 1, 17, 0])]),
    ),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.alloc(70_000, 0x55),
    Buffer.from([0xff, 0xd9]),
  ]);

const webpChunk = (type: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(type), small(data.length, 4), data, Buffer.alloc(data.length % 2)]);

export const webp = ({ width = 4, height = 3, exif }: Picture = {}): Buffer => {
  const size = Buffer.concat([small(0, 4), small(width - 1, 3), small(height - 1, 3)]);
  const chunks = [webpChunk('VP8X', size), ...(exif ? [webpChunk('EXIF', exif)] : [])];
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  return Buffer.concat([Buffer.from('RIFF'), small(body.length, 4), body]);
};

/** EXIF of a camera: its make, and where the picture was taken when it says so. */
export const exif = ({ located, order = 'II' }: { located: boolean; order?: 'II' | 'MM' }): Buffer => {
  const word = (value: number) => (order === 'II' ? small(value, 2) : small(value, 2).reverse());
  const double = (value: number) => (order === 'II' ? small(value, 4) : small(value, 4).reverse());
  const entry = (tag: number, value: number) => Buffer.concat([word(tag), word(4), double(1), double(value)]);
  const entries = [entry(0x0100, 4), ...(located ? [entry(0x8825, 38)] : [])];
  const gps = located ? [word(1), entry(2, 0), double(0)] : [];
  return Buffer.concat([Buffer.from(order), word(42), double(8), word(entries.length), ...entries, double(0), ...gps]);
};

export const pdf = (inside = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj << /Type /Catalog ${inside} >> endobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`,
  );

export type Packed = {
  readonly name: string;
  readonly data: Buffer;
  /** What the directory says of the unpacked size, when it lies. */
  readonly said?: number;
  readonly encrypted?: boolean;
};

/** A package as writers of documents write it. */
export const zip = (files: readonly Packed[]): Buffer => {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, said = data.length, encrypted = false } of files) {
    const packed = deflateRawSync(data);
    const sizes = Buffer.concat([small(crc32(data), 4), small(packed.length, 4), small(said, 4)]);
    const head = Buffer.concat([
      small(encrypted ? 1 : 0, 2),
      small(8, 2),
      small(0, 4),
      sizes,
      small(Buffer.byteLength(name), 2),
      small(0, 2),
    ]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), small(20, 2), head, Buffer.from(name), packed]);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        small(20, 2),
        small(20, 2),
        head,
        Buffer.alloc(10),
        small(at, 4),
        Buffer.from(name),
      ]),
    );
    bodies.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const counts = Buffer.concat([small(files.length, 2), small(files.length, 2)]);
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06'),
    small(0, 4),
    counts,
    small(listed.length, 4),
    small(at, 4),
    small(0, 2),
  ]);
  return Buffer.concat([...bodies, listed, end]);
};

const types = { name: '[Content_Types].xml', data: Buffer.from('<Types/>') };

export const docx = (...more: Packed[]): Buffer =>
  zip([types, { name: 'word/document.xml', data: Buffer.from('<w:document>合同</w:document>') }, ...more]);

export const xlsx = (...more: Packed[]): Buffer =>
  zip([types, { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') }, ...more]);
