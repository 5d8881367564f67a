import {
  type CommandResult,
  canSomewhere,
  demand,
  demandStaff,
  done,
  Forbidden,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
  sitesWhere,
} from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { idsOfPerson } from '../../persons/index.ts';
import { demandKnown } from '../acts/actOnFile.ts';
import { fileForAct } from '../files/fileActQueries.ts';
import { fileReaderOf, type Sites } from '../files/fileReader.ts';
import { tidied } from '../files/fileTitle.ts';
import { refuseAttempt } from '../refusedAttempt.ts';
import { decidePlacing, decideReleasing } from './hold.decision.ts';
import { clientUnderHold, holdsById, isHoldable } from './holdQueries.ts';
import { insertHold, keepRelease, lockHolds } from './holdStore.ts';

export type PlaceHold = {
  readonly idempotencyKey: string;
  readonly clientId: string;
  /** Null: all of the client. */
  readonly fileId: string | null;
  readonly reason: string;
};
export type HoldDone = { readonly holdId: string; readonly explanationId: string };

const action = 'archive.hold';

/**
 * CR-3.05: freezes a client, or one file of the client's. Needs `archive.hold` at a site that knows the client, or where the file is kept.
 * Whoever may hold need not be allowed to read: a hold is what keeps what nobody of them has seen.
 * @throws NotFound for a client or file that the viewer may not know of
 */
export const placeHold = async (
  context: BareContext,
  { idempotencyKey, ...input }: PlaceHold,
): Promise<CommandResult<HoldDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const siteId = await demandHoldable(context, input);
  return runCommand({ ...context, name: 'placeHold', idempotencyKey, input }, async (tx) => {
    const { clientId, fileId } = input;
    const { now } = context;
    const reason = tidied(input.reason);
    await lockHolds(tx, clientId);
    const file = fileId === null ? null : await fileForAct(tx, fileId);
    const decision = decidePlacing({ now, by, reason, isDestroyed: file !== null && file.state !== 'kept' });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const holdId = context.newId();
    const { explanation } = decision;
    const explanationId = await keepAct(tx, context, {
      action,
      siteId,
      subject: { type: 'Hold', id: holdId },
      clientId,
      explanation,
    });
    await insertHold(tx, { holdId, clientId, fileId, reason, placedAt: now, placedBy: by, explanationId });
    return done({ holdId, explanationId });
  });
};

/** @returns the site at which it is held; null for a client, who belongs to no single site */
const demandHoldable = async (context: BareContext, { clientId, fileId }: Omit<PlaceHold, 'idempotencyKey'>) => {
  if (!canSomewhere(context.viewer, action)) throw new Forbidden(action);
  if (fileId !== null) {
    const file = await demandKnown(context, action, fileId);
    const ids = await context.db.read((tx) => idsOfPerson(tx, clientId));
    if (!ids.includes(file.clientId)) throw new NotFound();
    demand(context.viewer, action, file.siteId);
    return file.siteId;
  }
  const sites = sitesWhere(context.viewer, action);
  if (await context.db.read((tx) => isHoldable(tx, clientId, sites))) return null;
  return refuseAttempt(context, { action, type: 'Client', id: clientId, clientId });
};

export type ReleaseHold = { readonly idempotencyKey: string; readonly holdId: string; readonly reason: string };

/** CR-3.05: ends a hold, with a reason. Needs `archive.hold`. @throws NotFound for a hold that the viewer may not know of */
export const releaseHold = async (
  context: BareContext,
  { idempotencyKey, ...input }: ReleaseHold,
): Promise<CommandResult<HoldDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const { holdId } = input;
  const sites = sitesWhere(context.viewer, action);
  await demandHold(context, holdId, sites);
  return runCommand({ ...context, name: 'releaseHold', idempotencyKey, input }, async (tx) => {
    const [hold] = await holdsById(tx, { files: await fileReaderOf(tx, context), sites }, [holdId]);
    if (!hold) throw new NotFound();
    const reason = tidied(input.reason);
    const decision = decideReleasing({ now: context.now, by, reason, releasedAt: hold.releasedAt });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { explanation } = decision;
    const subject = { type: 'Hold', id: holdId };
    const explanationId = await keepAct(tx, context, {
      action: 'archive.releaseHold',
      siteId: null,
      subject,
      clientId: hold.clientId,
      explanation,
    });
    await keepRelease(tx, holdId, { at: context.now, by, reason });
    return done({ holdId, explanationId });
  });
};

/** @throws NotFound for a hold that the viewer may not know of; the attempt is traced when there is one (CR-2.04) */
const demandHold = async (context: BareContext, holdId: string, sites: Sites): Promise<void> => {
  const { known, clientId } = await context.db.read(async (tx) => ({
    known: (await holdsById(tx, { files: await fileReaderOf(tx, context), sites }, [holdId])).length > 0,
    clientId: await clientUnderHold(tx, holdId),
  }));
  if (known) return;
  if (clientId !== null)
    await refuseAttempt(context, { action: 'archive.releaseHold', type: 'Hold', id: holdId, clientId });
  throw new NotFound();
};
