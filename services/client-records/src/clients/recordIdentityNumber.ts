import { actorOf, appendAudit, type CommandResult, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid, type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readIdentityNumber } from '../contacts/index.ts';
import { noteSuspicion, personOf } from '../persons/index.ts';
import type { Vault } from '../vault/index.ts';
import { keepChanges } from './changes/keepChanges.ts';
import { demandIdentify } from './identifyClient.ts';
import { identitiesOf, insertIdentity, keyOfClientAt, lockIdentity } from './identityNumberStore.ts';
import { seenAtDesk } from './seenAtDesk.ts';
import { countWritten, isTooMany, tooManyWritten, traceTooManyWritten } from './writtenNumber.ts';

export type RecordIdentityNumber = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly identityNumber: string;
};

type IdentityRefusal = Refusal<'IDENTITY_NUMBER_INVALID' | 'IDENTITY_NUMBER_KNOWN' | 'IDENTITY_NUMBER_SET'>;

/**
 * SR-2.06, CR-2.02: a client's identity number, kept sealed, found by the exact number alone. A refusal tells that the number is known,
 * so it is traced like a search (CR-2.04). @throws NotFound for a client whom the site does not know or who is a colleague's
 */
export const recordIdentityNumber =
  (vault: Vault) =>
  async (
    context: BareContext,
    { idempotencyKey, siteId, clientId: askedId, identityNumber }: RecordIdentityNumber,
  ): Promise<CommandResult<{ clientId: string }>> => {
    await demandIdentify(context, siteId);
    if (!isUuid(askedId)) throw new NotFound();
    const clientId = await context.db.read((tx) => personOf(tx, askedId));
    const number = readIdentityNumber(identityNumber);
    if (number === null) return no(invalid, context.now);
    const numberIndex = vault.blindIndex('identity', number);
    const numberIndexes = vault.blindIndexes('identity', number);
    // The key row keeps a hash of this; a plain number in it could be guessed back.
    const input = { siteId, clientId, number: numberIndex.toString('hex') };
    const command = { ...context, name: 'recordIdentityNumber', idempotencyKey, input };
    const written = { index: numberIndex, siteId, clientId, action: 'client.recordIdentityNumber', detail: 'identity' };
    const answer = await runCommand<{ clientId: string }>(command, async (tx) => {
      const stopped = await tooManyWritten(tx, context, written);
      if (stopped) return stopped;
      await lockIdentity(tx, numberIndexes);
      const key = await keyOfClientAt(tx, clientId, siteId);
      const seen = await seenAtDesk(tx, context, { siteId, ids: [clientId] });
      if (!key || !seen.has(clientId)) throw new NotFound();
      const known = await acrossSites(tx, () => identitiesOf(tx, clientId, numberIndexes));
      const own = known.filter((one) => one.clientId === clientId);
      // A person of two merged records may have two numbers (CR-1.05). First, or a client who has one would tell of any other (S21).
      if (own.length > 0 && !own.some(({ sameNumber }) => sameNumber)) return no(another, context.now);
      if (known.some((one) => one.clientId !== clientId)) return no(anothers, context.now);
      const place = { table: 'client_identity', column: 'number', row: clientId };
      const numberSealed = vault.seal(key, clientId, place, number);
      if (known.length > 0) return done({ clientId });
      await countWritten(tx, context, { ...written, anothers: false });
      const changes = [{ field: 'identityNumber', from: null, to: number, maskedAs: 'identity' }] as const;
      await keepChanges(tx, { context, vault }, { clientId, key, siteId, area: 'identity', why: null, changes });
      await keep(tx, context, { clientId, siteId, numberSealed, numberIndex });
      return done({ clientId });
    });
    if (isTooMany(answer)) await traceTooManyWritten(context, written);
    else if (answer.outcome === 'refused')
      await context.db.transaction(async (tx) => {
        await countWritten(tx, context, { ...written, anothers: true });
        await suspectOwner(tx, context, { clientId, numberIndexes });
        await trace(tx, context, { siteId, clientId, decision: 'refused' });
      });
    return answer;
  };

/** One number and two clients: they may be one person (CR-1.05). */
const suspectOwner = async (
  tx: Tx,
  { now, newId }: BareContext,
  { clientId, numberIndexes }: { readonly clientId: string; readonly numberIndexes: readonly Buffer[] },
): Promise<void> =>
  acrossSites(tx, async () => {
    const known = await identitiesOf(tx, clientId, numberIndexes);
    for (const { clientId: other } of known)
      if (other !== clientId)
        await noteSuspicion(tx, {
          id: newId(),
          clientIds: [clientId, other],
          because: 'same-identity-number',
          at: now,
        });
  });

type Kept = {
  readonly clientId: string;
  readonly siteId: string;
  readonly numberSealed: Buffer;
  readonly numberIndex: Buffer;
};

const keep = async (tx: Tx, context: BareContext, { siteId, ...identity }: Kept): Promise<void> => {
  await insertIdentity(tx, { ...identity, recordedAt: context.now, recordedBy: actorOf(context.viewer) });
  await trace(tx, context, { siteId, clientId: identity.clientId, decision: 'allowed' });
};

type Traced = { readonly siteId: string; readonly clientId: string; readonly decision: 'allowed' | 'refused' };

const trace = async (tx: Tx, { now, viewer, requestId }: BareContext, traced: Traced): Promise<void> => {
  const { siteId, clientId, decision } = traced;
  const act = { at: now, actor: viewer, siteId, action: 'client.recordIdentityNumber', requestId } as const;
  await appendAudit(tx, { ...act, resource: { type: 'Client', id: clientId }, decision });
};

const no = (refusal: IdentityRefusal, now: Date): CommandResult<{ clientId: string }> =>
  refusedWith(refusal, reasoning(now).apply('CR-1.05').explain('REFUSED', refusal.message));

const invalid: IdentityRefusal = {
  code: 'IDENTITY_NUMBER_INVALID',
  rule: 'CR-1.05',
  message: text('证件号码无效。', 'This is not a valid identity number.'),
};
const anothers: IdentityRefusal = {
  code: 'IDENTITY_NUMBER_KNOWN',
  rule: 'CR-1.05',
  message: text('该证件号码已属另一客户，请找经理。', 'Another client has this number: ask the manager.'),
};
const another: IdentityRefusal = {
  code: 'IDENTITY_NUMBER_SET',
  rule: 'CR-1.05',
  message: text('该客户已登记另一证件号码，请找经理。', 'The client has another identity number: ask the manager.'),
};
