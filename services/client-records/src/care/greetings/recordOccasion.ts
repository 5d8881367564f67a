import {
  actorOf,
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid, type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { ClientRow } from '../../clients/index.ts';
import { reachedClient } from '../../consents/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import type { Vault } from '../../vault/index.ts';
import { isDayOfYear } from './calendar.ts';
import type { Person } from './greeting.ts';
import { cancelOccasion } from './greetingStore.ts';
import {
  dayIndexName,
  findOccasion,
  insertOccasion,
  lockOccasions,
  type OccasionRow,
  occasionsOf,
  ownBirthdayOf,
  placeOfDay,
  removeOccasion,
} from './occasionStore.ts';

export type RecordOccasion = {
  readonly idempotencyKey: string;
  readonly clientId: string;
  readonly whose: Person;
  /** MM-DD. */
  readonly day: string;
};
export type OccasionDone = { readonly clientId: string };

const mostOccasions = 20;

/**
 * CR-7.01: records a birthday of the client or of the family, month and day alone, sealed. The client's own takes the place of an
 * earlier one. Needs `care.handle` and a ground to read the record. @throws NotFound, BadInput
 */
export const recordOccasion =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...asked }: RecordOccasion): Promise<CommandResult<OccasionDone>> => {
    demandStaff(context.viewer);
    if (!isDayOfYear(asked.day)) throw new BadInput(text('须为一年中的某一天。', 'Not a day of the year.'), 'day');
    const client = await reachedClient(context, 'care.handle', asked.clientId);
    // The key row keeps a hash of this; a day in it could be guessed back.
    const input = { ...asked, day: vault.blindIndex('occasion-command', asked.day).toString('hex') };
    return runCommand({ ...context, name: 'recordOccasion', idempotencyKey, input }, async (tx) => {
      await lockOccasions(tx, client.id);
      const known = await occasionsOf(tx, [client.id]);
      const tooMany = known.length >= mostOccasions && asked.whose !== 'self';
      if (tooMany) return refusedWith(full, reasoning(context.now).apply('CR-7.01').explain('REFUSED', full.message));
      const earlier = asked.whose === 'self' ? await ownBirthdayOf(tx, client.id) : null;
      if (earlier) await takeAway(tx, context, earlier);
      await write(tx, { context, vault, client }, asked);
      return done({ clientId: client.id });
    });
  };

/** Takes a day away: it was wrong, or the client does not want it kept. @throws NotFound */
export const removeClientOccasion = async (
  context: BareContext,
  { idempotencyKey, occasionId }: { readonly idempotencyKey: string; readonly occasionId: string },
): Promise<CommandResult<OccasionDone>> => {
  demandStaff(context.viewer);
  const found = isUuid(occasionId)
    ? await context.db.read((tx) => acrossSites(tx, () => findOccasion(tx, occasionId)))
    : null;
  if (found) await reachedClient(context, 'care.handle', found.clientId);
  return runCommand({ ...context, name: 'removeOccasion', idempotencyKey, input: { occasionId } }, async (tx) => {
    if (!found) throw new NotFound();
    const { clientId } = found;
    if (!(await takeAway(tx, context, found))) throw new NotFound();
    await keep(tx, context, { clientId, outcome: 'REMOVED', summary: text('日期已删除。', 'The day was removed.') });
    return done({ clientId });
  });
};

const takeAway = async (tx: Tx, { now }: BareContext, occasion: OccasionRow): Promise<boolean> => {
  const { occasionId, clientId, whose } = occasion;
  const clientIds = await idsOfPerson(tx, clientId);
  await cancelOccasion(tx, { clientIds, occasionKey: whose === 'self' ? 'self' : occasionId, at: now });
  return removeOccasion(tx, occasionId);
};

type Writing = { readonly context: BareContext; readonly vault: Vault; readonly client: ClientRow };

const write = async (
  tx: Tx,
  { context, vault, client }: Writing,
  { whose, day }: RecordOccasion | Omit<RecordOccasion, 'idempotencyKey'>,
) => {
  const occasionId = context.newId();
  const key = { keyId: client.keyId, wrapped: client.wrappedKey };
  await insertOccasion(tx, {
    ...{ occasionId, clientId: client.id, whose, recordedAt: context.now, recordedBy: actorOf(context.viewer) },
    daySealed: vault.seal(key, client.id, placeOfDay(occasionId), day),
    dayIndex: vault.blindIndex(dayIndexName, day),
  });
  const summary = text('生日已登记（加密保存）。', 'The birthday was recorded, sealed.');
  await keep(tx, context, { clientId: client.id, outcome: 'RECORDED', summary });
};

type Kept = { readonly clientId: string; readonly outcome: string; readonly summary: ReturnType<typeof text> };

const keep = async (tx: Tx, context: BareContext, { clientId, outcome, summary }: Kept): Promise<void> => {
  const explanation = reasoning(context.now).apply('CR-7.01').explain(outcome, summary);
  const subject = { type: 'Client', id: clientId };
  await keepAct(tx, context, { action: 'care.recordOccasion', siteId: null, subject, explanation, reason: outcome });
};

const full: Refusal<'OCCASIONS_FULL'> = {
  code: 'OCCASIONS_FULL',
  rule: 'CR-7.01',
  message: text('一位客户最多登记20个日期。', 'At most twenty days are kept of a client.'),
};
