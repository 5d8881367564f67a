import {
  actorOf,
  appendAudit,
  type CommandResult,
  can,
  demandIds,
  done,
  Forbidden,
  keepAct,
  NotSignedIn,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { traced } from '../../trace/index.ts';
import { type AskedFormChange, decideFormChange, type FormChanged } from './changeForm.decision.ts';
import { formAt, insertForm, lockForm } from './formStore.ts';

export type ChangeDossierForm = AskedFormChange & { readonly idempotencyKey: string; readonly siteId: string };
export type FormChangeDone = { readonly siteId: string; readonly version: number; readonly explanationId: string };

/** CR-1.03: a new version of a site's form. Needs `dossierForm.manage` at the site. @throws Forbidden, NotSignedIn, BadInput */
export const changeDossierForm = async (
  context: BareContext,
  { idempotencyKey, siteId, ...asked }: ChangeDossierForm,
): Promise<CommandResult<FormChangeDone>> => {
  await demandManage(context, siteId);
  const command = { ...context, name: 'changeDossierForm', idempotencyKey, input: { siteId, ...asked } };
  return runCommand<FormChangeDone>(command, async (tx) => {
    await lockForm(tx, siteId);
    const form = await formAt(tx, siteId);
    const newKeys = asked.add.map(() => `own-${context.newId()}`);
    const decision = decideFormChange({ form, asked, newKeys, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ form: next }] = decision.events as [FormChanged];
    const { version } = next;
    const subject = { type: 'DossierForm', id: siteId };
    const act = { action: 'dossierForm.change', siteId, subject, reason: `version ${version}` };
    const explanationId = await keepAct(tx, context, { ...act, explanation: decision.explanation });
    await insertForm(tx, next, { at: context.now, by: actorOf(context.viewer), explanationId });
    return done({ siteId, version, explanationId });
  });
};

const demandManage = async (context: BareContext, siteId: string): Promise<void> => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  demandIds({ siteId });
  if (can(context.viewer, 'dossierForm.manage', siteId)) return;
  const entry = { siteId, action: 'dossierForm.change', resource: { type: 'DossierForm', id: siteId } };
  await context.db.transaction((tx) => appendAudit(tx, traced(context, entry, 'refused')));
  throw new Forbidden('dossierForm.manage');
};
