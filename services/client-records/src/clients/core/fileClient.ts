import { actorOf, type CommandResult, done, keepAct, refusedWith } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../../vault/index.ts';
import { keepChanges } from '../changes/keepChanges.ts';
import { editClient } from '../editClient.ts';
import { endClass, fileClass } from './classStore.ts';
import type { ClientClass, Specialty } from './clientCore.ts';
import { type ClientFiled, decideFiling, unchangedFiling } from './fileClient.decision.ts';
import type { ClientUpdated } from './updateClient.ts';

export type FileClient = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly class: ClientClass;
  readonly specialty: Specialty | null;
  readonly filed: boolean;
  readonly why: string;
};

/** CR-1.01: files a client under a class at a site, or takes it out again as far as somebody set it. @throws Forbidden, NotFound */
export const fileClient =
  (vault: Vault) =>
  (
    context: BareContext,
    { class: filedAs, specialty, filed, why, ...edit }: FileClient,
  ): Promise<CommandResult<ClientUpdated>> => {
    const asked = { class: filedAs, specialty, filed, why };
    return editClient(vault)(context, { ...edit, name: 'fileClient', input: asked }, async (tx, client) => {
      const decision = decideFiling(asked, context.now);
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [event] = decision.events as [ClientFiled];
      const { siteId } = edit;
      const by = { at: context.now, by: actorOf(context.viewer) };
      const row = { clientId: client.id, siteId, class: filedAs, specialty, basis: 'set', ...by } as const;
      const changed = await (filed ? fileClass(tx, row) : endClass(tx, row));
      if (!changed) return unchangedFiling(context.now);
      const key = { keyId: client.keyId, wrapped: client.wrappedKey };
      const named = specialty === null ? filedAs : `${filedAs} ${specialty}`;
      const changes = [{ field: 'class', from: filed ? null : named, to: filed ? named : null }];
      await keepChanges(
        tx,
        { context, vault },
        { clientId: client.id, key, siteId, area: 'class', why: event.why, changes },
      );
      const subject = { type: 'Client', id: client.id };
      const act = { action: 'client.file', siteId, subject, detail: filedAs, explanation: decision.explanation };
      return done({ clientId: client.id, explanationId: await keepAct(tx, context, act) });
    });
  };
