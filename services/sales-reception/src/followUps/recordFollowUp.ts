import { BadInput, type CommandResult, demand, demandStaff, done, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type IsoDate, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { followUpEffect } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { type ClientClass, rankClient } from '../registers/index.ts';
import { noteContact } from './clientContactStore.ts';
import type { FollowUpChannel } from './followUp.ts';
import { insertFollowUp } from './followUpStore.ts';

export type RecordFollowUp = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly channel: FollowUpChannel;
  readonly reached: boolean;
  readonly said: string;
  readonly next: string | null;
  readonly nextOn: IsoDate | null;
  /** The client is ranked so from now on; null: as before. */
  readonly class: ClientClass | null;
};

export type FollowUpRecorded = {
  readonly followUpId: string;
  readonly siteId: string;
  readonly clientId: string;
  /** RENEWED when it keeps the claim fresh, RECORDED when it only was a contact. */
  readonly effect: string;
  readonly explanationId: string;
};

/**
 * SR-3.02, SR-3.04, SR-8.01: the owner of a client writes down a contact. A lapsed claim is refused with its rule; somebody
 * else's client is refused exactly like one who does not exist.
 */
export const recordFollowUp = (
  context: BareContext,
  { idempotencyKey, ...input }: RecordFollowUp,
): Promise<CommandResult<FollowUpRecorded>> => {
  demand(context.viewer, 'followUp.record', input.siteId);
  check(input);
  const command = { ...context, name: 'recordFollowUp', idempotencyKey, input };
  return runCommand(command, (tx) => recordIn(tx, context, input));
};

const recordIn = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  input: Omit<RecordFollowUp, 'idempotencyKey'>,
): Promise<CommandResult<FollowUpRecorded>> => {
  const consultantId = demandStaff(viewer).staffId;
  const followed = await followUpEffect(tx, { ...input, consultantId, at: now, newId });
  if (followed.outcome === 'refused') return refusedWith(followed.refusal, followed.explanation);
  const { effect, explanationId } = followed;
  const { siteId, clientId, class: grade, nextOn } = input;
  if (nextOn !== null && nextOn < siteDate(now, (await sitePoliciesOf(tx, siteId)).zone))
    throw new BadInput(nextIsOver, 'nextOn');
  const followUp = { ...input, followUpId: newId(), consultantId, at: now, explanationId };
  await insertFollowUp(tx, followUp);
  await noteContact(tx, followUp);
  if (grade !== null) await rankClient(tx, { siteId, clientId, class: grade, since: now });
  const { followUpId } = followUp;
  return done({ followUpId, siteId, clientId, effect, explanationId });
};

const check = ({ said, next, nextOn }: Pick<RecordFollowUp, 'said' | 'next' | 'nextOn'>): void => {
  if (said.trim() === '' || said.length > 2000) throw new BadInput(whatWasSaid, 'said');
  if ((next ?? '').length > 500) throw new BadInput(nextTooLong, 'next');
  if (nextOn !== null && (next ?? '').trim() === '') throw new BadInput(nextMissing, 'next');
};

const whatWasSaid = text(
  '须写明跟进内容，不超过2000字。',
  'A follow-up says what was said, in at most 2000 characters.',
);
const nextMissing = text('定了日期，须写明下一步做什么。', 'A date for the next step needs the step.');
const nextIsOver = text('下一步的日期不能早于今日。', 'The next step cannot be due before today.');
const nextTooLong = text('下一步不超过500字。', 'What comes next has at most 500 characters.');
