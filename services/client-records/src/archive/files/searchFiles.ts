import { BadInput } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { Vault } from '../../vault/index.ts';
import { classifiedFiles, type FileFilter } from './fileQueries.ts';
import type { FileReader } from './fileReader.ts';
import { longestTitle, openTitle, tidied } from './fileTitle.ts';

/** What narrows a list as somebody asks for it; null leaves out. */
export type FilesAsked = Omit<FileFilter, 'titles'>;

/**
 * Turns a prefix of titles into what the query can decide. Titles of classified files are sealed, so those that the reader may know of
 * are opened here; nothing of them leaves but by `discloseFiles`.
 * @throws BadInput for a prefix longer than any title
 */
export const filterOf = async (
  tx: Tx,
  { vault, reader }: { vault: Vault; reader: FileReader },
  asked: FilesAsked,
): Promise<FileFilter> => {
  const prefix = asked.titlePrefix === null ? '' : tidied(asked.titlePrefix);
  if (prefix.length > longestTitle) throw new BadInput(tooLong, 'titlePrefix');
  if (prefix === '') return { ...asked, titlePrefix: null, titles: [] };
  const sealed = await classifiedFiles(tx, reader, { ...asked, titles: [] });
  const titles = sealed.filter((file) => openTitle(vault, file).startsWith(prefix)).map(({ fileId }) => fileId);
  return { ...asked, titlePrefix: prefix, titles };
};

const tooLong = text('题名过长。', 'No title is as long as that.');
