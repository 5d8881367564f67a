import { appendAudit, BadInput, type CommandResult, demand, done, refusedWith, runCommand } from '@shouwen/access';
import { reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { tidied } from './fileTitle.ts';
import { insertShelf, type Shelf } from './shelfQueries.ts';

export type AddShelf = Omit<Shelf, 'shelfId' | 'since'> & { readonly idempotencyKey: string };

/** CR-3.01, CR-3.02: a shelf, for classified files or for others and never for both. Needs the custody of what will lie on it. */
export const addShelf = async (
  context: BareContext,
  { idempotencyKey, ...asked }: AddShelf,
): Promise<CommandResult<Shelf>> => {
  const { siteId, classified } = asked;
  demand(context.viewer, classified ? 'archive.custodyClassified' : 'archive.custody', siteId);
  const input = { ...asked, room: named(asked.room, 'room'), cabinet: named(asked.cabinet, 'cabinet') };
  if (input.shelf < 1 || input.shelf > 1000) throw new BadInput(noShelf, 'shelf');
  return runCommand({ ...context, name: 'addArchiveShelf', idempotencyKey, input }, async (tx) => {
    const shelf = { ...input, shelfId: context.newId(), since: siteDate(context.now) };
    if (!(await insertShelf(tx, shelf)))
      return refusedWith(exists, reasoning(context.now).apply('CR-3.01').explain('REFUSED', exists.message));
    const resource = { type: 'Shelf', id: shelf.shelfId };
    const act = { at: context.now, actor: context.viewer, siteId, action: 'archive.addShelf', resource } as const;
    await appendAudit(tx, { ...act, decision: 'allowed', requestId: context.requestId });
    return done(shelf);
  });
};

const named = (written: string, field: string): string => {
  const name = tidied(written);
  if (name.length < 1 || name.length > 40) throw new BadInput(noName, field);
  return name;
};

const noName = text('须为 1 至 40 字。', 'This takes 1 to 40 characters.');
const noShelf = text('层号须为 1 至 1000。', 'Shelves are counted from 1 to 1000.');
const exists = {
  code: 'SHELF_EXISTS',
  rule: 'CR-3.01',
  message: text('该架位已登记。', 'There is such a shelf already.'),
} as const;
