import { knownEndings } from './contentKind.ts';

export type FileNameFault = 'FILE_NAME_UNSAFE' | 'CONTENT_NOT_ALLOWED';

export type NamedFile = { readonly name: string; readonly ending: string };

const longest = 120;

/** Separators, line ends and every other control, what changes the direction of reading, and what cannot be seen. */
const unsafe = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Names that mean a device to Windows, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** What systems run or show as a page: hidden before another ending it still is what it is. */
const runnable = new Set(
  'app bat cmd com cpl dll docm dmg exe gadget hta htm html jar js jse jsp lnk mjs msi msp pif php ps1 py rb reg scr sh svg swf vb vbe vbs ws wsf xhtml xlsm xml zip rar 7z'.split(
    ' ',
  ),
);

/**
 * S24: what a file was called by who brings it. The store never uses the name; it is shown to people and given back with the
 * content, so it must be what it looks like: no path, no hidden characters, one ending.
 */
export const readFileName = (said: string): NamedFile | FileNameFault => {
  const name = said.normalize('NFC');
  const parts = name.split('.');
  const ending = parts.at(-1)?.toLowerCase() ?? '';
  if (name.length === 0 || [...name].length > longest || unsafe.test(name)) return 'FILE_NAME_UNSAFE';
  if (name.trim() !== name || parts.some((part) => part.trim() === '') || devices.test(parts[0] ?? ''))
    return 'FILE_NAME_UNSAFE';
  const hidden = parts.slice(1, -1).map((part) => part.trim().toLowerCase());
  if (hidden.some((part) => knownEndings.has(part) || runnable.has(part))) return 'FILE_NAME_UNSAFE';
  return parts.length > 1 && knownEndings.has(ending) ? { name, ending } : 'CONTENT_NOT_ALLOWED';
};
