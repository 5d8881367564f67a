import { appendAudit, type CommandResult, done, refusedWith, runCommand, saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type SitePolicies, sitePoliciesOf } from '../policies/index.ts';
import { clientsKnown } from '../projections/index.ts';
import { consultantsEverAt, registeredLinesOf } from './importQueries.ts';
import { decideImport, sameLine } from './importRegister.decision.ts';
import { finishImport, type RegisterImport, rowsOf } from './importStore.ts';
import type { TypedRow } from './paperRow.ts';
import type { PaperSite } from './readPaperRows.ts';
import { finished, openImportOf } from './stageRows.ts';
import { takeOver } from './takeOver.ts';

export type FinishRegisterImport = { readonly idempotencyKey: string; readonly importId: string };

export type RegisterImported = {
  readonly importId: string;
  readonly siteId: string;
  readonly lines: number;
  /** How many claims the lines opened or extended. */
  readonly claims: number;
  readonly explanationId: string;
};

/** SR-2: takes over all rows that were put aside, in one transaction, or none of them. @throws NotFound for somebody else's import */
export const finishRegisterImport = (
  context: BareContext,
  { idempotencyKey, ...input }: FinishRegisterImport,
): Promise<CommandResult<RegisterImported>> =>
  runCommand({ ...context, name: 'finishRegisterImport', idempotencyKey, input }, (tx) =>
    finishIn(tx, context, input.importId),
  );

const finishIn = async (tx: Tx, context: BareContext, importId: string): Promise<CommandResult<RegisterImported>> => {
  const { now, newId, viewer } = context;
  const opened = await openImportOf(tx, importId, viewer);
  if (opened.finishedAt) return refusedWith(finished, reasoning(now).explain('REFUSED', finished.message));
  const rows = await rowsOf(tx, importId);
  const unknown = await clientsKnown(tx, [...new Set(rows.map(({ clientId }) => clientId))]);
  if (unknown) return refusedWith(unknown, reasoning(now).explain('REFUSED', unknown.message));
  const site = await sitePoliciesOf(tx, opened.siteId);
  const decision = decideImport(await importFacts(tx, { opened, rows, site, now }));
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ rows: taken }] = decision.events as [(typeof decision.events)[number]];
  const claims = await takeOver(tx, { opened, rows: taken, site, now, newId });
  const { siteId } = opened;
  const resource = { type: 'RegisterImport', id: importId };
  const explanationId = newId();
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation: decision.explanation });
  await finishImport(tx, importId, { at: now, lines: taken.length, claims, explanationId });
  await appendAudit(tx, { at: now, actor: viewer, siteId, resource, decision: 'allowed', action: 'register.import' });
  return done({ importId, siteId, lines: taken.length, claims, explanationId });
};

type Loading = {
  readonly opened: RegisterImport;
  readonly rows: readonly TypedRow[];
  readonly site: SitePolicies;
  readonly now: Date;
};

const importFacts = async (tx: Tx, { opened, rows, site, now }: Loading) => {
  const { siteId, kind, importId, openedBy: by } = opened;
  const clientIds = [...new Set(rows.flatMap(({ clientId }) => clientId ?? []))];
  const lines = await registeredLinesOf(tx, { siteId, kind, clientIds });
  return { importId, kind, rows, by, site: await paperSite(tx, site, now), registered: new Set(lines.map(sameLine)) };
};

/** What is known of the site when its old register is read. The first policy is in force since the site was opened. */
export const paperSite = async (tx: Tx, { siteId, zone, versions }: SitePolicies, now: Date): Promise<PaperSite> => ({
  zone,
  openedAt: new Date(Math.min(now.getTime(), ...versions.map(({ effectiveFrom }) => effectiveFrom.getTime()))),
  consultantIds: await consultantsEverAt(tx, siteId),
  now,
});
