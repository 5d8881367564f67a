import { createHash } from 'node:crypto';
import { ConcurrentChange, type Database, DatabaseUnavailable, sqlStateOf, type Tx } from '@shouwen/database';
import { type Refusal, reasoning, type Text, text } from '@shouwen/kernel';
import { canonicalJson } from '../canonicalJson.ts';
import { BadInput, NotSignedIn } from '../errors.ts';
import { actorOf, type Viewer } from '../viewer/viewer.ts';
import { type CommandKey, storeAnswer, storedCommand, takeKey } from './commandKeyStore.ts';
import type { CommandResult } from './commandResult.ts';

export type Command = {
  readonly db: Pick<Database, 'transaction'>;
  readonly viewer: Viewer;
  /** Name of the act; the same key under another name is another command. */
  readonly name: string;
  readonly idempotencyKey: string;
  /** What was asked, without secrets: only its hash is kept. */
  readonly input: unknown;
  readonly now: Date;
  /** Not used here; lets a use case hand on its whole context. */
  readonly newId?: () => string;
};

/**
 * Runs a command once per actor and key, in one transaction with its stored answer (F24).
 * - same key again, also in parallel: the stored answer;
 * - same key with another input: refused with IDEMPOTENCY_MISMATCH;
 * - still in progress when the lock timeout of the pool ends, or the rows were changed meanwhile: CONFLICT, retryable;
 * - a refused result rolls everything back: nothing is left behind and the key is free again.
 * @throws NotSignedIn for the anonymous viewer, BadInput for a key that is empty or too long
 */
export const runCommand = async <T>(
  command: Command,
  work: (tx: Tx) => Promise<CommandResult<T>>,
): Promise<CommandResult<T>> => {
  const key = keyOf(command);
  const requestHash = hashOf(command);
  try {
    return await command.db.transaction(async (tx) => {
      const mine = await takeKey(tx, key, { ...command, requestHash });
      if (!mine) return await answerAgain<T>(tx, key, { requestHash, now: command.now });
      const result = await work(tx);
      if (result.outcome === 'refused') throw new RolledBack(result);
      const answer = JSON.stringify(result);
      await storeAnswer(tx, key, answer);
      return JSON.parse(answer) as CommandResult<T>;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as CommandResult<T>;
    if (isConflict(error)) return shortRefusal('CONFLICT', inProgress, { now: command.now, retryable: true });
    throw error;
  }
};

/** Carries a refusal out of the transaction, because only an exception rolls it back. */
class RolledBack extends Error {
  readonly result: CommandResult<unknown>;
  constructor(result: CommandResult<unknown>) {
    super('refused');
    this.result = result;
  }
}

const answerAgain = async <T>(
  tx: Tx,
  key: CommandKey,
  { requestHash, now }: { requestHash: string; now: Date },
): Promise<CommandResult<T>> => {
  const stored = await storedCommand(tx, key);
  if (!stored) return shortRefusal('CONFLICT', inProgress, { now, retryable: true });
  if (stored.requestHash !== requestHash) return shortRefusal('IDEMPOTENCY_MISMATCH', otherInput, { now });
  return stored.answer as CommandResult<T>;
};

const keyOf = ({ viewer, idempotencyKey }: Command): CommandKey => {
  if (viewer.kind === 'anonymous') throw new NotSignedIn();
  if (!/^[\x21-\x7e]{1,100}$/.test(idempotencyKey)) throw new BadInput(badKey, 'idempotencyKey');
  return { actor: actorOf(viewer), key: idempotencyKey };
};

const hashOf = ({ name, input }: Command): string =>
  createHash('sha256').update(canonicalJson({ name, input })).digest('hex');

const shortRefusal = <T>(
  code: string,
  message: Text,
  { now, retryable }: { now: Date; retryable?: boolean },
): CommandResult<T> => {
  const refusal: Refusal = { code, rule: null, message, retryable: retryable ?? false };
  return { outcome: 'refused', refusal, explanation: reasoning(now).explain(code, message) };
};

const isConflict = (error: unknown): boolean => {
  if (error instanceof ConcurrentChange) return true;
  return error instanceof DatabaseUnavailable && sqlStateOf(error.cause) === '55P03';
};

const inProgress = text(
  '同一请求正在处理，请稍后重试。',
  'The same request is still in progress; try again in a moment.',
);
const otherInput = text(
  '此幂等键已用于内容不同的请求。',
  'This idempotency key was used for a request with other content.',
);
const badKey = text(
  '幂等键须为 1 至 100 个可见字符。',
  'The idempotency key must have 1 to 100 visible ASCII characters.',
);
