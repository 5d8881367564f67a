import type { Place, Vault, WrappedKey } from '../../vault/index.ts';
import { type FileLevel, isClassified } from '../file.ts';

/** Where the title of a classified file stands; a sealed one opens nowhere else. */
export const placeOfTitle = (fileId: string): Place => ({ table: 'archive_file', column: 'title', row: fileId });

/** What somebody wrote, as it is kept: one line, without what cannot be seen. */
export const tidied = (written: string): string =>
  written
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();

export const longestTitle = 200;
export const longestReason = 500;

export const isTitle = (title: string): boolean => title.length >= 1 && title.length <= longestTitle;

/** A title as its row keeps it: sealed under the client's key when the file is classified (CR-3.02). */
export type KeptTitle = { readonly title: string | null; readonly titleSealed: Buffer | null };

export type Titled = {
  readonly fileId: string;
  readonly clientId: string;
  readonly level: FileLevel;
  readonly key: WrappedKey | null;
};

/** @throws Error for a client whose data were erased: nothing new is sealed for nobody */
export const keepTitle = (vault: Vault, { fileId, clientId, level, key }: Titled, title: string): KeptTitle => {
  if (!isClassified(level)) return { title, titleSealed: null };
  if (key === null) throw new Error('the key of the client is destroyed');
  return { title: null, titleSealed: vault.seal(key, clientId, placeOfTitle(fileId), title) };
};

/** What stands for a title that went with the client's key (CR-2.06). */
export const erasedTitle = '—';

/** The title in the clear. Of a classified file only for a reading that was traced, or for a change of its level. */
export const openTitle = (vault: Vault, file: Omit<Titled, 'level'> & KeptTitle): string => {
  const { fileId, clientId, key, title, titleSealed } = file;
  if (titleSealed === null) return title ?? '';
  return key === null ? erasedTitle : vault.open(key, clientId, placeOfTitle(fileId), titleSealed);
};
