import type { Bytes } from '../sealing/index.ts';
import type { ContentFault } from './contentKind.ts';

const window = 64 * 1024;

/** Names of what a PDF does by itself when it is opened, or carries along. Names may be written with #xx instead of letters. */
const active = /\/(JavaScript|Launch|EmbeddedFile|RichMedia)/;
const longestName = 60;

/** PDF: from its first byte to its end mark, and without what acts by itself, as far as that lies open. */
export const inspectPdf = async (bytes: Bytes): Promise<ContentFault | null> => {
  const tail = (await bytes.read(Math.max(0, bytes.size - 1024), 1024)).toString('latin1');
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0) return 'CONTENT_BROKEN';
  if (!/^%%EOF[\s\0]*$/.test(tail.slice(end))) return 'CONTENT_TWO_FACED';
  for (let at = 0; at < bytes.size; at += window) {
    const text = (await bytes.read(at, window + longestName)).toString('latin1');
    if (active.test(text.replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))))
      return 'CONTENT_ACTIVE';
  }
  return null;
};

/** Controls that belong into no text: all but tab, line feed, form feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are looked for
const controls = /[\0-\x08\x0b\x0e-\x1f\x7f]/;

/** What a browser or a viewer would run. */
const markup = /^\s*<(\?xml|!doctype|!--|html|head|body|svg|script|iframe|object)/i;

/** Plain text in UTF-8. */
export const inspectText = async (bytes: Bytes): Promise<ContentFault | null> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.size; at += window) {
    try {
      const text = decoder.decode(await bytes.read(at, window), { stream: at + window < bytes.size });
      if (at === 0 && markup.test(text)) return 'CONTENT_ACTIVE';
      if (controls.test(text)) return 'CONTENT_NOT_ALLOWED';
    } catch {
      return 'CONTENT_NOT_ALLOWED';
    }
  }
  return null;
};
