import {
  appendAudit,
  type CommandResult,
  demandStaff,
  done,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { type FileRow, readableFiles } from '../../archive/index.ts';
import { type GrantAct, grantCovering } from '../../grants/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { traced } from '../../trace/index.ts';
import { contentsOfFiles } from '../contentStore.ts';
import { knownFile } from '../uploads/beginUpload.ts';
import { type ContentOpened, decideOpening } from './openContent.decision.ts';
import { insertTicket } from './ticketStore.ts';

export type OpenContent = {
  readonly idempotencyKey: string;
  readonly fileId: string;
  readonly purpose: string | null;
};

export type TicketIssued = {
  readonly ticketId: string;
  readonly fileId: string;
  readonly goodUntil: string;
  readonly explanationId: string;
};

/** What a reader needs to have been granted, when a grant is all that the reader has; either will do. */
export const readingActs: readonly GrantAct[] = ['view', 'copy'];

/**
 * CR-3.01, CR-2.04: decides about one reading of a content, and writes it down; then there is a ticket for it, good for a minute and once. Without
 * a line in the trace there is no ticket.
 * @throws NotFound for a file that the viewer may not know of; the attempt is traced
 */
export const openContent = async (
  context: BareContext,
  { idempotencyKey, ...asked }: OpenContent,
): Promise<CommandResult<TicketIssued>> => {
  demandStaff(context.viewer);
  const file = await knownFile(context, asked.fileId, 'archive.openContent');
  const command = { ...context, name: 'openContent', idempotencyKey, input: asked };
  return runCommand(command, (tx) => open(tx, context, { file, purpose: (asked.purpose ?? '').trim() }));
};

type Asked = { readonly file: FileRow; readonly purpose: string };

const open = async (tx: Tx, context: BareContext, { file, purpose }: Asked): Promise<CommandResult<TicketIssued>> => {
  const { now, newId } = context;
  const { fileId, siteId, clientId } = file;
  const { staffId, sessionId } = demandStaff(context.viewer);
  // Asked again within the transaction: what was granted may have been taken back meanwhile.
  const [current] = await readableFiles(tx, context, [fileId]);
  const grantId = current?.ground === 'grant' ? await coveringGrant(tx, context, current) : null;
  const ground = grantId ?? current?.ground ?? 'none';
  const decision = decideOpening({
    ...{ now, by: staffId, file: current ?? file, ground, purpose, policy: await recordsPolicyAt(tx, siteId, now) },
    covered: current !== undefined && (current.ground !== 'grant' || grantId !== null),
    hasContent: (await contentsOfFiles(tx, [fileId])).length > 0,
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ goodUntil }] = decision.events as [ContentOpened];
  const ticketId = newId();
  await insertTicket(tx, { ticketId, fileId, staffId, sessionId, issuedAt: now, goodUntil });
  const { explanation } = decision;
  const subject = { type: 'File', id: fileId };
  const explanationId = newId();
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation });
  const entry = { action: 'archive.openContent', resource: subject, siteId, clientId, detail: 'content', ground };
  await appendAudit(tx, traced(context, purpose === '' ? entry : { ...entry, reason: purpose }, 'allowed'));
  return done({ ticketId, fileId, goodUntil: goodUntil.toISOString(), explanationId });
};

const coveringGrant = async (
  tx: Tx,
  { viewer, now }: BareContext,
  { fileId, clientId }: FileRow,
): Promise<string | null> => {
  const { staffId } = demandStaff(viewer);
  for (const act of readingActs) {
    const grant = await grantCovering(tx, { staffId, act, clientId, fileId, now });
    if (grant) return grant.id;
  }
  return null;
};
