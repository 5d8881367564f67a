import {
  type CommandResult,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
  type Viewer,
} from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { mayKnowShelf, type Room, roomsSince, tidied } from '../archive/index.ts';
import { traceRefusal } from '../trace/index.ts';
import { decideStart } from './inspection.decision.ts';
import { inspectionExists, inspectionsById, isInspectionOpen } from './inspectionQueries.ts';
import { insertInspection, lockRoom } from './inspectionStore.ts';

export type StartInspection = Room & { readonly idempotencyKey: string };
export type InspectionDone = { readonly inspectionId: string; readonly explanationId: string };

/** Inspecting needs `archive.inspect` and the custody of what lies there; without the custody there is no such room (CR-3.02). */
export const demandInspect = (viewer: Viewer, room: Pick<Room, 'siteId' | 'classified'>): void => {
  demand(viewer, 'archive.inspect', room.siteId);
  if (!mayKnowShelf(viewer, room)) throw new NotFound();
};

/** CR-3.04: begins the inspection of the part of a room. @throws NotFound for a room that has no such shelves */
export const startInspection = async (
  context: BareContext,
  { idempotencyKey, ...asked }: StartInspection,
): Promise<CommandResult<InspectionDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const input = { ...asked, room: tidied(asked.room) };
  demandInspect(context.viewer, input);
  return runCommand({ ...context, name: 'startInspection', idempotencyKey, input }, async (tx) => {
    const { siteId, room, classified } = input;
    const rooms = await roomsSince(tx, siteId);
    if (!rooms.some((one) => one.room === room && one.classified === classified)) throw new NotFound();
    await lockRoom(tx, siteId);
    const decision = decideStart({ now: context.now, by, anotherIsOpen: await isInspectionOpen(tx, input) });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const inspectionId = context.newId();
    const { explanation } = decision;
    const subject = { type: 'Inspection', id: inspectionId };
    const explanationId = await keepAct(tx, context, {
      action: 'archive.startInspection',
      siteId,
      subject,
      explanation,
    });
    await insertInspection(tx, { inspectionId, ...input, startedAt: context.now, startedBy: by, explanationId });
    return done({ inspectionId, explanationId });
  });
};

/** @throws NotFound for an inspection that the viewer may not know of; the attempt is traced when there is one (CR-2.04) */
export const demandInspection = async (context: BareContext, action: string, id: string): Promise<void> => {
  const { known, exists } = await context.db.read(async (tx) => ({
    known: (await inspectionsById(tx, context.viewer, [id])).length > 0,
    exists: await inspectionExists(tx, id),
  }));
  if (known) return;
  if (exists) await traceRefusal(context, { siteId: null, action, resource: { type: 'Inspection', id } });
  throw new NotFound();
};
