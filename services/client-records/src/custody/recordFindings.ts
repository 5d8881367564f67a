import {
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type FileInRoom, filesForAct, filesInRoom, tidied } from '../archive/index.ts';
import { raiseLeak } from '../leaks/index.ts';
import type { Vault } from '../vault/index.ts';
import { decideRecord, type LinesRecorded } from './inspection.decision.ts';
import type { Finding, Inspection, InspectionLine } from './inspection.ts';
import { linesOf, lockInspection } from './inspectionQueries.ts';
import { keepLines } from './inspectionStore.ts';
import { demandInspect, demandInspection, type InspectionDone } from './startInspection.ts';

export type RecordFindings = {
  readonly idempotencyKey: string;
  readonly inspectionId: string;
  readonly lines: readonly { readonly fileId: string; readonly finding: Finding; readonly note: string | null }[];
};

const longestNote = 500;
const action = 'archive.recordFindings';

/**
 * CR-3.04: writes what was found of each file; it may be written anew until the inspection is complete. What is missing is reported at
 * once as a case (CR-5.01), once for a file and inspection.
 * @throws NotFound for an inspection one has no part in, or a file that does not belong into the room
 */
export const recordFindings =
  (vault: Vault) =>
  async (
    context: BareContext,
    { idempotencyKey, ...input }: RecordFindings,
  ): Promise<CommandResult<InspectionDone>> => {
    const { staffId: by } = demandStaff(context.viewer);
    const { inspectionId } = input;
    const asked = new Map(input.lines.map((line) => [line.fileId, { ...line, note: noteOf(line.note) }]));
    await demandInspection(context, action, inspectionId);
    return runCommand({ ...context, name: 'recordFindings', idempotencyKey, input }, (tx) =>
      recordIn(tx, { context, vault, by }, { inspectionId, asked }),
    );
  };

type Line = { readonly fileId: string; readonly finding: Finding; readonly note: string | null };
type Deps = { readonly context: BareContext; readonly vault: Vault; readonly by: string };
type Asked = { readonly inspectionId: string; readonly asked: ReadonlyMap<string, Line> };

const recordIn = async (
  tx: Tx,
  { context, vault, by }: Deps,
  { inspectionId, asked }: Asked,
): Promise<CommandResult<InspectionDone>> => {
  const inspection = await lockInspection(tx, context.viewer, inspectionId);
  if (!inspection) throw new NotFound();
  demandInspect(context.viewer, inspection);
  const { siteId, classified, completedAt } = inspection;
  const lines = await linesOf(tx, inspectionId);
  const named = { asked: [...asked.keys()], recorded: lines.map(({ fileId }) => fileId) };
  const files = await belonging(tx, inspection, named);
  const decision = decideRecord({
    ...{ now: context.now, by, classified, completedAt },
    before: new Map(lines.map((one) => [one.fileId, one.finding])),
    lines: files.map(({ fileId, custodianId }) => ({
      ...{ fileId, custodianId, finding: asked.get(fileId)?.finding ?? 'found' },
    })),
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ lost }] = decision.events as [LinesRecorded];
  const { explanation } = decision;
  const act = { action, siteId, subject: { type: 'Inspection', id: inspectionId }, explanation };
  const explanationId = await keepAct(tx, context, act);
  const gone = files.filter(({ fileId }) => lost.includes(fileId));
  const caseId = await raised(tx, context, { vault, inspection, lost: gone });
  const kept = [...asked.values()].map((line) => ({
    ...{ inspectionId, at: context.now, by, ...line },
    caseId: lost.includes(line.fileId) ? caseId : caseOf(lines, line.fileId),
  }));
  await keepLines(tx, siteId, kept);
  return done({ inspectionId, explanationId });
};

const caseOf = (lines: readonly InspectionLine[], fileId: string): string | null =>
  lines.find((line) => line.fileId === fileId)?.caseId ?? null;

const noteOf = (written: string | null): string | null => {
  const note = tidied(written ?? '');
  if (note.length > longestNote) throw new BadInput(text('备注过长。', 'The note is too long.'), 'note');
  return note === '' ? null : note;
};

type Named = { readonly asked: readonly string[]; readonly recorded: readonly string[] };

/** What should lie there, and what was recorded there already although it was lent or moved meanwhile. */
const belonging = async (tx: Tx, inspection: Inspection, { asked, recorded }: Named): Promise<FileInRoom[]> => {
  const there = (await filesInRoom(tx, inspection)).filter(({ fileId }) => asked.includes(fileId));
  const known = new Set(there.map(({ fileId }) => fileId));
  const others = asked.filter((id) => !known.has(id));
  if (others.some((id) => !recorded.includes(id))) throw new NotFound();
  return [...there, ...(await filesForAct(tx, others))];
};

type Lost = { readonly vault: Vault; readonly inspection: Inspection; readonly lost: readonly FileInRoom[] };

const raised = async (tx: Tx, context: BareContext, { vault, inspection, lost }: Lost): Promise<string | null> => {
  if (lost.length === 0) return null;
  const { siteId, room, classified } = inspection;
  // Who handles the case need not be allowed to know of classified files, so nothing names them there.
  const which = classified ? '' : `：${lost.map(({ indexNumber }) => indexNumber).join('、')}`;
  const what = `档案检查（${room}）发现 ${lost.length} 件缺失 / missing at an inspection: ${lost.length}${which}`;
  const clientIds = [...new Set(lost.map(({ clientId }) => clientId))];
  const leak = { raisedBy: 'inspection' as const, siteId, clientIds, what: what.slice(0, 2000) };
  return (await raiseLeak(vault)(tx, context, leak)).caseId;
};
