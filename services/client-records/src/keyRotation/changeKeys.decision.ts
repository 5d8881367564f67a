import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';

export type KeyKind = 'wrapping' | 'index';

export type KeyFacts = {
  readonly now: Date;
  readonly kind: KeyKind;
  /** Whether this installation keeps its keys itself. */
  readonly mayChange: boolean;
  readonly current: string;
  readonly held: readonly string[];
  /** Keys that something still rests on, besides the current one. */
  readonly inUse: readonly string[];
};

export type KeyAdded = { readonly type: 'KeyAdded'; readonly keyId: string };
export type KeysRetired = { readonly type: 'KeysRetired'; readonly keyIds: readonly string[] };
export type KeyRefusal = Refusal<'KEYS_GIVEN' | 'KEYS_IN_USE' | 'KEYS_NONE_OLD'>;

/** CR-2.02: a further key becomes the current one; never while an older change goes on, so that two keys of a kind are the most. */
export const decideAddKey = (facts: KeyFacts): Decision<KeyAdded, KeyRefusal> => {
  const why = reasonsOf(facts);
  const refusal = !facts.mayChange ? given : facts.held.length > 1 ? inUse : null;
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  const prefix = facts.kind === 'wrapping' ? 'k' : 'i';
  const numbers = facts.held.map((id) => Number(id.slice(1))).filter(Number.isInteger);
  const keyId = `${prefix}${Math.max(0, ...numbers) + 1}`;
  return accepted([{ type: 'KeyAdded', keyId }], why.fact('added', keyId).explain('key-added', added));
};

/** CR-2.02: keys that nothing rests on any more leave the keyring. What a backup still holds under them is unreadable from then on. */
export const decideRetireKeys = (facts: KeyFacts): Decision<KeysRetired, KeyRefusal> => {
  const why = reasonsOf(facts);
  const old = facts.held.filter((id) => id !== facts.current);
  const refusal = !facts.mayChange ? given : old.length === 0 ? noneOld : facts.inUse.length > 0 ? inUse : null;
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  return accepted([{ type: 'KeysRetired', keyIds: old }], why.fact('retired', old).explain('keys-retired', retired));
};

const reasonsOf = ({ now, kind, current, held, inUse: used }: KeyFacts) =>
  reasoning(now).apply('CR-2.02').fact('kind', kind).fact('current', current).fact('held', held).fact('inUse', used);

const given: KeyRefusal = {
  code: 'KEYS_GIVEN',
  rule: 'CR-2.02',
  message: text(
    '密钥由外部提供：请在密钥文件中更换。',
    'The keys of this installation are given from outside: change them in the keyring file.',
  ),
};
const inUse: KeyRefusal = {
  code: 'KEYS_IN_USE',
  rule: 'CR-2.02',
  message: text('旧密钥仍在使用，更换尚未完成。', 'An older key is still in use: the last change is not over.'),
};
const noneOld: KeyRefusal = {
  code: 'KEYS_NONE_OLD',
  rule: 'CR-2.02',
  message: text('没有旧密钥。', 'There is no older key.'),
};
const added = text(
  '新密钥已启用，旧数据在后台逐步改用新密钥。',
  'The new key is current; what rests on the old one is moved in the background.',
);
const retired = text('旧密钥已从密钥环中移除。', 'The old keys left the keyring.');
