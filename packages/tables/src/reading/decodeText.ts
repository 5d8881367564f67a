import { text } from '@shouwen/kernel';
import { TableUnreadable } from './tableUnreadable.ts';

const begins = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

/**
 * The text of a file whose encoding nobody wrote down: a byte order mark says it, else UTF-8 if it is valid, else GBK (GB 18030), in
 * which Excel saves CSV on a Chinese computer. @throws TableUnreadable when it is neither
 */
export const decodeText = (bytes: Uint8Array): string => {
  if (begins(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (begins(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  const decoded = attempt('utf-8', bytes) ?? attempt('gb18030', bytes);
  if (decoded === null || decoded.includes('\0')) throw new TableUnreadable(unknownEncoding);
  return decoded;
};

const attempt = (encoding: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const unknownEncoding = text(
  '无法识别文件编码，请另存为UTF-8或GBK编码的CSV，或XLSX。',
  'The encoding of the file is unknown: save it as CSV in UTF-8 or GBK, or as XLSX.',
);
