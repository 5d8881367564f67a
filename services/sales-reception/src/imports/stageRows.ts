import {
  BadInput,
  type CommandResult,
  demand,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  type Viewer,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { findSitePolicies } from '../policies/index.ts';
import { insertImport, insertRows, lockImport, type RegisterImport } from './importStore.ts';
import type { RegisterKind, TypedRow } from './paperRow.ts';

export type OpenRegisterImport = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly kind: RegisterKind;
};
export type AddRegisterRows = {
  readonly idempotencyKey: string;
  readonly importId: string;
  readonly rows: readonly TypedRow[];
};

export const mostRowsAtOnce = 500;
const mostRows = 5_000;

/** Begins to take over an old register. Needs `register.import` at the site. @throws NotFound for a site that sells nothing */
export const openRegisterImport = (
  context: BareContext,
  { idempotencyKey, ...input }: OpenRegisterImport,
): Promise<CommandResult<{ importId: string }>> => {
  demand(context.viewer, 'register.import', input.siteId);
  const { staffId: openedBy } = demandStaff(context.viewer);
  return runCommand({ ...context, name: 'openRegisterImport', idempotencyKey, input }, async (tx) => {
    if (!(await findSitePolicies(tx, input.siteId))) throw new NotFound();
    const importId = context.newId();
    await insertImport(tx, { ...input, importId, openedBy, openedAt: context.now });
    return done({ importId });
  });
};

/** Puts rows aside until all are there; nothing is registered yet. @throws NotFound for somebody else's import */
export const addRegisterRows = (
  context: BareContext,
  { idempotencyKey, ...input }: AddRegisterRows,
): Promise<CommandResult<{ importId: string; rows: number }>> => {
  demandFewRows(input.rows);
  return runCommand({ ...context, name: 'addRegisterRows', idempotencyKey, input }, async (tx) => {
    const { importId, finishedAt } = await openImportOf(tx, input.importId, context.viewer);
    if (finishedAt) return no(finished, context.now);
    const rows = await insertRows(tx, importId, input.rows);
    if (rows === null) return no(rowTwice, context.now);
    return rows > mostRows ? no(tooMany, context.now) : done({ importId, rows });
  });
};

/** The import, if this member of staff began it and still may. @throws NotFound */
export const openImportOf = async (tx: Tx, importId: string, viewer: Viewer): Promise<RegisterImport> => {
  const { staffId } = demandStaff(viewer);
  const found = await lockImport(tx, importId);
  if (!found || found.openedBy !== staffId) throw new NotFound();
  demand(viewer, 'register.import', found.siteId);
  return found;
};

/** @throws BadInput naming the field */
export const demandFewRows = (rows: readonly TypedRow[]): void => {
  if (rows.length < 1 || rows.length > mostRowsAtOnce) throw new BadInput(howMany, 'rows');
  for (const { row, consultantId, clientId } of rows) {
    if (!(row >= 1 && row <= 1_048_576)) throw new BadInput(noRow, 'rows.row');
    if (!isUuid(consultantId)) throw new BadInput(notAnId, 'rows.consultantId');
    if (clientId !== null && !isUuid(clientId)) throw new BadInput(notAnId, 'rows.clientId');
  }
};

type StageRefusal = Refusal<'IMPORT_FINISHED' | 'ROW_TWICE' | 'TOO_MANY_ROWS'>;

const no = (refusal: StageRefusal, now: Date): CommandResult<never> =>
  refusedWith(refusal, reasoning(now).explain('REFUSED', refusal.message));

export const finished: StageRefusal = {
  code: 'IMPORT_FINISHED',
  rule: null,
  message: text('该次导入已完成。', 'This import is finished.'),
};
const rowTwice: StageRefusal = {
  code: 'ROW_TWICE',
  rule: null,
  message: text('行号重复。', 'A row of that number is there already.'),
};
const tooMany: StageRefusal = {
  code: 'TOO_MANY_ROWS',
  rule: null,
  message: text('一次最多导入5000行，请分次导入。', 'At most 5,000 rows at a time: divide the register.'),
};
const howMany = text('每次 1 至 500 行。', 'Between 1 and 500 rows at a time.');
const noRow = text('行号无效。', 'This is no row number.');
const notAnId = text('编号无效。', 'This is not an id.');
