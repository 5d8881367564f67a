import {
  BadInput,
  type CommandResult,
  can,
  demand,
  done,
  NotFound,
  type Permission,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../keepAct.ts';
import { siteNow } from '../leasing/index.ts';
import type { HostingChanged } from './arrangeHosting.ts';
import { type Hosting, type Preparer, readyAtOf } from './hosting.ts';
import { changeHosting, lockHosting } from './hostingStore.ts';
import { decideArchive, decidePrepared } from './prepare.decision.ts';

export type ConfirmTourPreparation = {
  readonly idempotencyKey: string;
  readonly hostingId: string;
  readonly preparer: Preparer;
};

/** SR-12.03: security or cleaning is ready. Needs `hosting.prepare`. */
export const confirmTourPreparation = (
  context: BareContext,
  { idempotencyKey, ...input }: ConfirmTourPreparation,
): Promise<CommandResult<HostingChanged>> =>
  runCommand({ ...context, name: 'confirmTourPreparation', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const { hostingId, preparer } = input;
    const hosting = await hostingFor(tx, context, { hostingId, permission: 'hosting.prepare' });
    const { siteId, noticeAt, prepareUntil } = hosting;
    const decision = decidePrepared({ now, preparer, noticeAt, prepareUntil, readyAt: readyAtOf(hosting, preparer) });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'hosting', id: hostingId };
    const act = { action: 'confirmTourPreparation', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    await changeHosting(tx, hosting, preparer === 'security' ? { securityReadyAt: now } : { cleaningReadyAt: now });
    return done({ hostingId, explanationId });
  });

export type ArchiveHosting = {
  readonly idempotencyKey: string;
  readonly hostingId: string;
  readonly photos: readonly string[];
  readonly minutes: string;
};

/** SR-12.03: photos and minutes go to the archive, by reference, and the visit into the log. Needs `hosting.arrange`. */
export const archiveHosting = (
  context: BareContext,
  { idempotencyKey, ...input }: ArchiveHosting,
): Promise<CommandResult<HostingChanged>> => {
  const { hostingId, photos, minutes } = input;
  const isReference = (one: string) => one.trim() !== '' && one.length <= 500;
  const wrong = text('须有照片与会议记录。', 'There are photos and minutes to archive.');
  if (photos.length === 0 || photos.length > 200 || !photos.every(isReference)) throw new BadInput(wrong, 'photos');
  if (!isReference(minutes)) throw new BadInput(wrong, 'minutes');
  return runCommand({ ...context, name: 'archiveHosting', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const hosting = await hostingFor(tx, context, { hostingId, permission: 'hosting.arrange' });
    const { siteId, tourAt } = hosting;
    const decision = decideArchive({ now, tourAt, archived: hosting.loggedAt !== null });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { zone } = await siteNow(tx, siteId, now);
    const subject = { type: 'hosting', id: hostingId };
    const act = { action: 'archiveHosting', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    await changeHosting(tx, hosting, { photos, minutes, loggedAt: now, loggedFor: siteDate(tourAt, zone) });
    return done({ hostingId, explanationId });
  });
};

const readers: readonly Permission[] = ['hosting.read', 'hosting.arrange', 'hosting.prepare'];

/** @throws NotFound as if there were none for whoever may not know of it, Forbidden for a mere reader */
const hostingFor = async (
  tx: Tx,
  { viewer }: BareContext,
  { hostingId, permission }: { hostingId: string; permission: Permission },
): Promise<Hosting> => {
  const hosting = await lockHosting(tx, hostingId);
  if (!hosting || !readers.some((one) => can(viewer, one, hosting.siteId))) throw new NotFound();
  demand(viewer, permission, hosting.siteId);
  return hosting;
};
