import type { OutgoingFile } from './fileService.ts';

/** What RFC 5987 lets stand in an extended parameter as it is. */
const plain = /[A-Za-z0-9!#$&+.^_`|~-]/;

const encoded = (name: string): string =>
  [...Buffer.from(name)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return plain.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/** For programs that read no other than ASCII names; nothing of the name goes in but its ending. */
const fallback = (name: string): string => {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1];
  return ending === undefined ? 'file' : `file.${ending.toLowerCase()}`;
};

/** Headers under which a browser saves a content and never shows or runs it, keeps no copy, and tells no other page of it (S24). */
export const fileHeaders = ({
  name,
  mediaType,
  bytes,
}: Omit<OutgoingFile, 'body'>): Readonly<Record<string, string>> => ({
  'content-type': mediaType,
  'content-length': String(bytes),
  'content-disposition': `attachment; filename="${fallback(name)}"; filename*=UTF-8''${encoded(name)}`,
  'cache-control': 'no-store',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/** The headers of a file that a gateway passes on, and no others. */
export const passedOnHeaders = [
  'content-type',
  'content-length',
  'content-disposition',
  'cache-control',
  'content-security-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
] as const;
