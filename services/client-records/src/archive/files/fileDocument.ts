import { type CommandResult, demand, demandStaff, done, keepAct, refusedWith, runCommand } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { clientsKnownAt } from '../../clients/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type Carrier, custodyOf, type FileKind, type FileLevel } from '../file.ts';
import { lockArchive } from '../opening/archiveQueries.ts';
import { refuseAttempt } from '../refusedAttempt.ts';
import { decideFiling, type FileFiled, type Place } from './fileDocument.decision.ts';
import { insertFile, insertFileHistory, keyOfClient, type NewFile } from './fileStore.ts';
import { keepTitle, tidied } from './fileTitle.ts';
import { indexNumberOf } from './indexNumber.ts';
import type { Retention } from './retention.ts';
import { mayKnowShelf } from './shelf.ts';
import { isPlaceTaken, shelfById } from './shelfQueries.ts';

export type PlaceAsked = { readonly shelfId: string; readonly position: number };

export type FileDocument = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly title: string;
  readonly kind: FileKind;
  readonly level: FileLevel;
  readonly carrier: Carrier;
  readonly place: PlaceAsked | null;
  readonly retention: Retention;
};

export type FileDone = { readonly fileId: string; readonly explanationId: string };

/**
 * CR-3.01: files a paper, or makes the entry to which an electronic content is attached. Whoever files it is its custodian, so it needs
 * `archive.file` and the custody of files of that level at the site.
 * @throws NotFound for a client whom the site does not know
 */
export const fileDocument =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...asked }: FileDocument): Promise<CommandResult<FileDone>> => {
    demandStaff(context.viewer);
    const { siteId, clientId, level } = asked;
    demand(context.viewer, 'archive.file', siteId);
    demand(context.viewer, custodyOf(level), siteId);
    const known = await context.db.read((tx) => clientsKnownAt(tx, siteId, [clientId]));
    if (known.length === 0)
      return refuseAttempt(context, { action: 'archive.file', type: 'Client', id: clientId, clientId });
    const title = tidied(asked.title);
    // The key row keeps a hash of the input; that of a plain title could be guessed back.
    const input = { ...asked, title: vault.blindIndex('title', title).toString('hex') };
    return runCommand({ ...context, name: 'fileDocument', idempotencyKey, input }, (tx) =>
      fileIn(tx, { vault, context }, { ...asked, title }),
    );
  };

type Asked = Omit<FileDocument, 'idempotencyKey'>;
type Deps = { readonly vault: Vault; readonly context: BareContext };

const fileIn = async (tx: Tx, { vault, context }: Deps, asked: Asked): Promise<CommandResult<FileDone>> => {
  const { now, newId } = context;
  const { siteId, level, carrier, retention, title } = asked;
  const { staffId: by } = demandStaff(context.viewer);
  const ids = await idsOfPerson(tx, asked.clientId);
  const archive = await acrossSites(tx, () => lockArchive(tx, ids));
  const owner = archive && (await acrossSites(tx, () => keyOfClient(tx, archive.clientId)));
  const place = asked.place && (await placeAt(tx, context, { ...asked.place, siteId, except: null }));
  const decision = decideFiling({
    // An archive whose client was erased takes nothing in any more (CR-2.06).
    ...{
      now,
      by,
      archiveOpenedAt: owner?.key ? (archive?.openedAt ?? null) : null,
      title,
      carrier,
      level,
      place,
      retention,
    },
  });
  if (decision.outcome === 'refused' || archive === null || owner === null) return refusedOr(decision);
  const [{ keepThrough }] = decision.events as [FileFiled];
  const fileId = newId();
  const { explanation } = decision;
  const act = {
    action: 'archive.file',
    siteId,
    subject: { type: 'File', id: fileId },
    clientId: archive.clientId,
    explanation,
  };
  const explanationId = await keepAct(tx, context, act);
  const { key, number } = owner;
  const kept = keepTitle(vault, { fileId, clientId: archive.clientId, level, key }, title);
  const file: NewFile = {
    ...{ fileId, clientId: archive.clientId, siteId, indexNumber: indexNumberOf(number, fileId), kind: asked.kind },
    ...{ level, carrier, shelfId: asked.place?.shelfId ?? null, position: asked.place?.position ?? null },
    ...{ custodianId: by, retentionFrom: retention.from, retentionYears: retention.years, keepThrough },
    ...{ filedAt: now, filedBy: by, explanationId, ...kept },
  };
  await insertFile(tx, file);
  await insertFileHistory(tx, {
    ...{ id: newId(), fileId, siteId, act: 'filed', at: now, by, was: null, becomes: { level }, reason: null },
    explanationId,
  });
  return done({ fileId, explanationId });
};

/** Where a paper would lie. A shelf kept apart does not exist for whoever has no custody of classified files (CR-3.02). */
export const placeAt = async (
  tx: Tx,
  { viewer }: BareContext,
  { shelfId, position, siteId, except }: PlaceAsked & { siteId: string; except: string | null },
): Promise<Place> => {
  const nowhere = { classified: false, sameSite: false, position, isTaken: false };
  const shelf = await shelfById(tx, shelfId);
  if (shelf === null || shelf.siteId !== siteId || !mayKnowShelf(viewer, shelf)) return nowhere;
  const isTaken = Number.isInteger(position) && (await isPlaceTaken(tx, { shelfId, position, except }));
  return { classified: shelf.classified, sameSite: true, position, isTaken };
};

const refusedOr = (decision: ReturnType<typeof decideFiling>): CommandResult<FileDone> => {
  if (decision.outcome === 'accepted') throw new Error('filed into what there is not');
  return refusedWith(decision.refusal, decision.explanation);
};
