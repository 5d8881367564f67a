import {
  appendAudit,
  BadInput,
  type CommandResult,
  can,
  demandIds,
  demandStaff,
  done,
  Forbidden,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { type Explanation, type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { traced, traceRefusal } from '../trace/index.ts';
import type { ImportState } from './importRow.ts';
import { countRows } from './importRowStore.ts';
import {
  type Acting,
  type ClientImport,
  confirmImportRow,
  endImport,
  importById,
  lockImport,
  setImportState,
} from './importStore.ts';

export type ActOnImport = { readonly idempotencyKey: string; readonly importId: string };
export type ConfirmImport = ActOnImport & { readonly openPossibleDuplicates: boolean };
export type ImportDone = { readonly importId: string; readonly explanationId: string };

export type ImportCode = 'IMPORT_STATE' | 'IMPORT_EMPTY' | 'IMPORT_TOO_LARGE' | 'COLUMNS_INVALID';
export const no = (code: ImportCode, zh: string, en: string): Refusal<ImportCode> => ({
  code,
  rule: 'CR-1.07',
  message: text(zh, en),
});

/** Needs `client.import` at the site; a forbidden attempt is traced. @throws Forbidden, BadInput, NotSignedIn */
export const demandImport = async (context: BareContext, siteId: string): Promise<Acting> => {
  const { staffId, sessionId } = demandStaff(context.viewer);
  demandIds({ siteId });
  if (can(context.viewer, 'client.import', siteId)) return { staffId, sessionId };
  await traceRefusal(context, { siteId: null, action: 'client.import', resource: { type: 'Site', id: siteId } });
  throw new Forbidden('client.import');
};

/** An import at a site where the viewer may import; null for any other, as for one that is not there; that somebody tried is traced. */
export const findImport = async (context: BareContext, importId: string): Promise<ClientImport | null> => {
  demandStaff(context.viewer);
  demandIds({ importId });
  const one = await context.db.read((tx) => acrossSites(tx, () => importById(tx, importId)));
  if (one === null || can(context.viewer, 'client.import', one.siteId)) return one;
  const resource = { type: 'ClientImport', id: importId };
  await traceRefusal(context, { siteId: null, action: 'client.import', resource });
  return null;
};

/** The same. @throws NotFound where there is none for the viewer */
export const knownImport = async (context: BareContext, importId: string): Promise<ClientImport> => {
  const one = await findImport(context, importId);
  if (one === null) throw new NotFound();
  return one;
};

type Act = {
  readonly name: string;
  readonly from: readonly ImportState[];
  readonly said: Explanation['summary'];
  readonly work: (tx: Tx, one: ClientImport, acting: Acting) => Promise<Refusal | null>;
};

/** An act on an import: once for a key, only from the states named, explained and traced. @throws NotFound */
export const actOnImport = async (
  context: BareContext,
  { idempotencyKey, ...input }: ActOnImport,
  { name, from, said, work }: Act,
): Promise<CommandResult<ImportDone>> => {
  const { staffId, sessionId } = demandStaff(context.viewer);
  await knownImport(context, input.importId);
  return runCommand({ ...context, name, idempotencyKey, input }, async (tx) => {
    const one = await lockImport(tx, input.importId);
    if (one === null) throw new NotFound();
    const why = reasoning(context.now).apply('CR-1.07').fact('state', one.state);
    const refusal = from.includes(one.state) ? await work(tx, one, { staffId, sessionId }) : wrongState;
    if (refusal) return refusedWith(refusal, why.explain(refusal.code, refusal.message));
    const subject = { type: 'ClientImport', id: one.id };
    const act = { action: `client.${name}`, siteId: one.siteId, subject, explanation: why.explain(name, said) };
    return done({ importId: one.id, explanationId: await keepAct(tx, context, act) });
  });
};

/** CR-1.07: all rows are handed over; they are looked through in the background. */
export const checkImport = (context: BareContext, asked: ActOnImport) =>
  actOnImport(context, asked, {
    ...{ name: 'checkClientImport', from: ['receiving'], said: text('开始检查。', 'The rows are looked through.') },
    work: async (tx, one, acting) => {
      if ((await countRows(tx, one.id)) === 0) return empty;
      await setImportState(tx, one.id, 'checking', acting);
      return null;
    },
  });

/** CR-1.07: the word to go, after the preview. */
export const confirmImport = (context: BareContext, { openPossibleDuplicates, ...asked }: ConfirmImport) =>
  actOnImport(context, asked, {
    ...{ name: 'confirmClientImport', from: ['checked'], said: text('确认导入。', 'The rows are taken over.') },
    work: async (tx, one, acting) => {
      await confirmImportRow(tx, one.id, { opensPossible: openPossibleDuplicates, at: context.now, acting });
      return null;
    },
  });

/** CR-1.07: called off; what was taken over stays, and nothing else follows. The cells are gone. */
export const cancelImport = (context: BareContext, asked: ActOnImport) =>
  actOnImport(context, asked, {
    ...{ name: 'cancelClientImport', from: ['receiving', 'checking', 'checked', 'running'] },
    said: text('导入已取消。', 'The import was called off.'),
    work: async (tx, one) => {
      await endImport(tx, one.id, 'cancelled', context.now);
      return null;
    },
  });

/** That the report left the house stands in the trail before it does (CR-2.04). */
export const traceReport = async (context: BareContext, { id, siteId }: ClientImport): Promise<void> =>
  context.db.transaction((tx) =>
    appendAudit(
      tx,
      traced(context, { siteId, action: 'client.importReport', resource: { type: 'ClientImport', id } }, 'allowed'),
    ),
  );

export const demandRows = (count: number): void => {
  if (count < 1 || count > mostAtOnce) throw new BadInput(howMany, 'rows');
};

const mostAtOnce = 500;
const howMany = text('每次 1 至 500 行。', 'Between 1 and 500 rows at a time.');
const wrongState = no('IMPORT_STATE', '导入目前不能这样办理。', 'The import is not at that step.');
const empty = no('IMPORT_EMPTY', '尚未交来任何一行。', 'No row was handed over yet.');
