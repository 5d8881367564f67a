import {
  actorOf,
  appendAudit,
  type CommandResult,
  demand,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { clientConsentChangedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import type { BareContext } from '@shouwen/subgraph';
import { clientsKnownAt, keyOfClientAt, seenAtDesk } from '../clients/index.ts';
import type { Place, Vault } from '../vault/index.ts';
import { type ConsentChanged, decideConsent } from './changeConsent.decision.ts';
import type { ConsentPurpose, ConsentWay } from './consent.ts';
import { lastConsent } from './consentQueries.ts';
import { insertConsent, lockConsents } from './consentStore.ts';

export type ToldConsent = {
  readonly siteId: string;
  readonly clientId: string;
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly how: ConsentWay;
  /** ISO time. */
  readonly saidAt: string;
  /** What shows it later: the number of a paper, of a recording. Kept sealed. */
  readonly evidence: string;
};
export type RecordConsent = ToldConsent & { readonly idempotencyKey: string };
export type ConsentDone = { readonly consentId: string; readonly clientId: string };

export const placeOfEvidence = (consentId: string): Place => ({
  table: 'client_consent',
  column: 'evidence',
  row: consentId,
});

/**
 * CR-2.06: records that a client agreed to a purpose, or withdrew; what follows from a withdrawal holds at once.
 * Needs `consent.record` at the site. @throws NotFound for a client whom the site does not know, or who is a colleague's
 */
export const recordConsent =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...told }: RecordConsent): Promise<CommandResult<ConsentDone>> => {
    demand(context.viewer, 'consent.record', told.siteId);
    await demandSeen(context, told);
    // The key row keeps a hash of this; a phone number written as evidence could be guessed back.
    const input = { ...told, evidence: vault.blindIndex('consent-evidence', told.evidence).toString('hex') };
    return runCommand({ ...context, name: 'recordConsent', idempotencyKey, input }, (tx) =>
      changeConsentIn(tx, { context, vault }, told),
    );
  };

/** The same inside a transaction that does more. Whoever calls it has checked the permission and that the client may be seen. */
export const changeConsentIn = async (
  tx: Tx,
  { context, vault }: { readonly context: BareContext; readonly vault: Vault },
  told: ToldConsent,
): Promise<CommandResult<ConsentDone>> => {
  const { clientId, siteId, purpose } = told;
  await lockConsents(tx, clientId);
  const key = await keyOfClientAt(tx, clientId, siteId);
  if (!key) throw new NotFound();
  const last = await lastConsent(tx, clientId, purpose);
  const decision = decideConsent({ ...told, saidAt: new Date(told.saidAt), now: context.now, last });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ evidence }] = decision.events as [ConsentChanged];
  const consentId = context.newId();
  const sealed = evidence === '' ? null : vault.seal(key, clientId, placeOfEvidence(consentId), evidence);
  await keep(tx, context, { told, consentId, sealed, explanation: decision.explanation });
  return done({ consentId, clientId });
};

type Kept = {
  readonly told: ToldConsent;
  readonly consentId: string;
  readonly sealed: Buffer | null;
  readonly explanation: Explanation;
};

const keep = async (tx: Tx, context: BareContext, { told, consentId, sealed, explanation }: Kept): Promise<void> => {
  const { clientId, siteId, purpose, given, how } = told;
  const { now } = context;
  const subject = { type: 'Consent', id: consentId };
  const at = new Date(told.saidAt);
  const data = { clientId, purpose, given, at: at.toISOString() };
  const aggregate = { type: clientConsentChangedV1.aggregate, id: clientId };
  await appendToOutbox(tx, [{ event: clientConsentChangedV1, aggregate, at: now, id: context.newId(), data }]);
  const reason = `${purpose}:${given ? 'given' : 'withdrawn'}`;
  const explanationId = await keepAct(tx, context, {
    action: 'consent.record',
    siteId,
    subject,
    explanation,
    reason,
    clientId,
  });
  await insertConsent(
    tx,
    {
      ...{ consentId, clientId, purpose, given, how, siteId, explanationId },
      ...{ saidAt: at, recordedAt: now, recordedBy: actorOf(context.viewer) },
    },
    sealed,
  );
};

/** Traces the attempt on a client whom the viewer may not know of there. @throws NotFound */
const demandSeen = async (context: BareContext, { siteId, clientId }: ToldConsent): Promise<void> => {
  const seen = await context.db.read(async (tx) => {
    const known = await clientsKnownAt(tx, siteId, [clientId]);
    return (await seenAtDesk(tx, context, { siteId, ids: known })).has(clientId);
  });
  if (seen) return;
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type: 'Client', id: clientId };
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId, action: 'consent.record', resource, decision: 'refused', requestId }),
  );
  throw new NotFound();
};
