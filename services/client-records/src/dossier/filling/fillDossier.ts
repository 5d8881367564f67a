import { actorOf, type CommandResult, done, keepAct, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { editClient, keepChanges, type LockedClient } from '../../clients/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import type { Vault } from '../../vault/index.ts';
import { formAt } from '../form/formStore.ts';
import { type DossierFilled, decideFilling, type Entry } from './fillDossier.decision.ts';
import { openValues } from './openValues.ts';
import type { Values } from './readValues.ts';
import { clearValue, placeOfValue, saveValue, valuesOf } from './valueStore.ts';

export type FillDossier = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly entries: readonly Entry[];
  readonly why: string | null;
};
export type DossierDone = { readonly clientId: string; readonly siteId: string; readonly explanationId: string };

/** CR-1.03: fills in fields of the dossier, bit by bit, under the form of the site. @throws Forbidden, NotFound */
export const fillDossier =
  (vault: Vault) =>
  (context: BareContext, { entries, why, ...edit }: FillDossier): Promise<CommandResult<DossierDone>> =>
    editClient(vault)(context, { ...edit, name: 'fillDossier', input: { entries, why } }, async (tx, client) => {
      const { siteId } = edit;
      const form = await formAt(tx, siteId);
      const recordIds = await idsOfPerson(tx, client.id);
      const rows = await valuesOf(tx, recordIds);
      const current = new Map<string, Values>(rows.map((row) => [row.key, openValues(vault, row)]));
      const decision = decideFilling({ form, current, entries, why, now: context.now });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [event] = decision.events as [DossierFilled];
      const under = { siteId, version: form.version };
      await save(tx, { context, vault, under }, { client, recordIds, event });
      const subject = { type: 'Client', id: client.id };
      const detail = event.changes.map(({ field }) => field.key).join(' ');
      const act = { action: 'client.fillDossier', siteId, subject, detail, explanation: decision.explanation };
      return done({ clientId: client.id, siteId, explanationId: await keepAct(tx, context, act) });
    });

type At = {
  readonly context: BareContext;
  readonly vault: Vault;
  readonly under: { readonly siteId: string; readonly version: number };
};
type Filled = { readonly client: LockedClient; readonly recordIds: readonly string[]; readonly event: DossierFilled };

const save = async (tx: Tx, at: At, { client, recordIds, event: { changes, why } }: Filled): Promise<void> => {
  const { context, vault, under } = at;
  const key = { keyId: client.keyId, wrapped: client.wrappedKey };
  for (const { field, to } of changes) {
    if (to.length === 0) {
      await clearValue(tx, recordIds, field.key);
      continue;
    }
    const sealed = vault.seal(key, client.id, placeOfValue(client.id, field.key), JSON.stringify(to));
    await saveValue(tx, {
      ...{ clientId: client.id, key: field.key, sealed, at: context.now, by: actorOf(context.viewer) },
      ...{ formSiteId: under.siteId, formVersion: under.version },
    });
  }
  const told = (values: Values) => (values.length === 0 ? null : values.join(', '));
  await keepChanges(tx, at, {
    ...{ clientId: client.id, key, siteId: under.siteId, area: 'dossier', why },
    changes: changes.map(({ field, from, to }) => ({
      ...{ field: field.key, from: told(from), to: told(to) },
      maskedAs: field.sensitive ? 'all' : null,
    })),
  });
};
