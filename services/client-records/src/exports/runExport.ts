import {
  type AuditRecord,
  appendAudits,
  type CommandResult,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import type { TableFormat } from '@shouwen/tables';
import { type ClientRow, pageOfClients, readerOf } from '../clients/index.ts';
import { type Grant, grantsOfRequests, useOnce } from '../grants/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { type AccessRequest, answerUnknown, changeRequest, demandKnown, lockRequest } from '../requests/index.ts';
import { traced, traceRefusal } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { exportFile } from './exportFile.ts';
import { exportRows } from './exportRows.ts';
import { type ExportField, type ExportFilter, type ExportScope, scopeHash } from './exportScope.ts';
import { insertExport } from './exportStore.ts';
import { decideExport, type ExportFacts, type ExportMade } from './runExport.decision.ts';

export type RunExport = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  readonly format: TableFormat;
  /** Left out: all that was approved. */
  readonly fields: readonly ExportField[] | null;
  readonly filter: Partial<ExportFilter> | null;
  readonly full: boolean | null;
};
export type ExportDone = { readonly exportId: string; readonly requestId: string; readonly explanationId: string };

/** Where the content of an export stands. */
export const placeOfExport = (row: string) => ({ table: 'client_export', column: 'content', row });

/**
 * CR-4.08, S33: makes the file that was approved, for its reader, once. Each client stands in the trail before the file can be fetched
 * (CR-2.04). @throws NotFound for a request the viewer may not know of
 */
export const runExport =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...input }: RunExport): Promise<CommandResult<ExportDone>> => {
    const { staffId } = demandStaff(context.viewer);
    const known = await demandKnown(context, input.requestId);
    if (known.kind !== 'export' || known.scope === null) return answerUnknown(context, 'AccessRequest', known.id);
    const answer = await runCommand<ExportDone>(
      { ...context, name: 'runExport', idempotencyKey, input },
      async (tx) => {
        const request = await lockRequest(tx, input.requestId);
        if (request === null) throw new NotFound();
        const { facts, clients } = await factsOf(tx, context, { request, input, staffId });
        const decision = decideExport(facts);
        if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
        const grant = facts.grant as Grant;
        if (!(await useOnce(tx, grant.id, context.now))) throw new NotFound();
        const [{ goodUntil }] = decision.events as [ExportMade];
        const explanationId = context.newId();
        const subject = { type: 'AccessRequest', id: request.id };
        await saveExplanation(tx, {
          id: explanationId,
          subject,
          siteId: request.siteId,
          explanation: decision.explanation,
        });
        const made = { request, facts, grant, clients, goodUntil, explanationId, format: input.format };
        const exportId = await acrossSites(tx, () => make(tx, { context, vault }, made));
        await changeRequest(tx, request, { state: 'ended', ended_at: context.now, end_reason: 'used' });
        await appendAudits(tx, linesOf(context, made));
        return done({ exportId, requestId: request.id, explanationId });
      },
    );
    if (answer.outcome === 'refused' && attempts.includes(answer.refusal.code)) {
      const resource = { type: 'AccessRequest', id: known.id };
      const entry = { siteId: known.siteId, action: 'client.export', resource, reason: answer.refusal.code };
      await traceRefusal(context, entry);
    }
    return answer;
  };

const attempts: readonly string[] = ['EXPORT_NOT_YOURS', 'EXPORT_WIDER', 'EXPORT_TOO_LARGE', 'GRANT_OVER'];

type Asking = {
  readonly request: AccessRequest;
  readonly input: Omit<RunExport, 'idempotencyKey'>;
  readonly staffId: string;
};

const factsOf = async (tx: Tx, context: BareContext, { request, input, staffId }: Asking) => {
  const { now } = context;
  const approved = request.scope as ExportScope;
  const asked: ExportScope = {
    filter: { ...approved.filter, ...input.filter },
    fields: input.fields ?? approved.fields,
    full: input.full ?? approved.full,
  };
  const policy = await recordsPolicyAt(tx, request.siteId, now);
  const [grant = null] = await grantsOfRequests(tx, [request.id]);
  // The grant is the ground: the reader need not see the site's clients otherwise.
  const scope = { custody: false, siteIds: [request.siteId], own: null };
  const reader = { ...readerOf(context), scope };
  const filter = { ...asked.filter, ownerId: null, namePrefix: null };
  const limit = policy.params['export.mostRows'] + 1;
  const clients = await acrossSites(tx, () =>
    pageOfClients(tx, reader, { filter, sort: 'opened', after: null, limit }),
  );
  const hash = scopeHash(request.siteId, asked);
  const facts: ExportFacts = { now, staffId, grant, approved, asked, hash, rows: clients.length, policy };
  return { facts, clients };
};

type Made = {
  readonly request: AccessRequest;
  readonly facts: ExportFacts;
  readonly grant: Grant;
  readonly clients: readonly ClientRow[];
  readonly goodUntil: Date;
  readonly explanationId: string;
  readonly format: TableFormat;
};
type At = { readonly context: BareContext; readonly vault: Vault };

const make = async (tx: Tx, { context, vault }: At, made: Made): Promise<string> => {
  const { request, facts, grant, clients, goodUntil, explanationId, format } = made;
  const { asked, hash, staffId } = facts;
  const rows = await exportRows(tx, vault, { siteId: request.siteId, scope: asked, clients });
  const watermark = {
    ...{ readerId: staffId, requestNumber: request.number, at: context.now, full: asked.full, rows: rows.length, hash },
  };
  const { name, mediaType, bytes } = await exportFile({ format, watermark, fields: asked.fields, rows });
  const id = context.newId();
  const key = vault.newDataKey(id);
  await insertExport(tx, {
    ...{ id, requestId: request.id, grantId: grant.id, siteId: request.siteId, readerId: staffId, madeAt: context.now },
    ...{ rows: rows.length, filterHash: hash, approvedHash: scopeHash(request.siteId, facts.approved) },
    ...{ fields: asked.fields, full: asked.full, name, mediaType, bytes: bytes.length, goodUntil, explanationId, key },
    contentSealed: vault.seal(key, id, placeOfExport(id), Buffer.from(bytes).toString('base64')),
  });
  return id;
};

/** One line for the export, with how many and which, and one for each client in it (CR-2.04). */
const linesOf = (context: BareContext, { request, facts, grant, clients }: Made): AuditRecord[] => {
  const { siteId } = request;
  const common = { siteId, action: 'client.export', ground: grant.id };
  const whole = { type: 'AccessRequest', id: request.id };
  const detail = facts.asked.fields.join(' ');
  return [
    { ...common, resource: whole, detail: `rows=${facts.rows}`, reason: `scope=${facts.hash}` },
    ...clients.map(({ id }) => ({ ...common, resource: { type: 'Client', id }, detail })),
  ].map((entry) => traced(context, entry, 'allowed'));
};
