import { type CommandResult, demand, done, keepAct, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import type { Department } from '../department/index.ts';
import { type Keyring, newKey } from '../vault/index.ts';
import { decideAddKey, decideRetireKeys, type KeyFacts, type KeyKind } from './changeKeys.decision.ts';
import { indexRotationOf, keysInUse, lockKeyring } from './keyRotationStore.ts';

export type KeysChanged = { readonly explanationId: string };
export type ChangeKeys = { readonly idempotencyKey: string; readonly kind: KeyKind };

type Keys = Pick<Department, 'keyrings'>;

/**
 * CR-2.02: makes a new key and moves to it while the service runs. Every replica reads the keyring again before it uses it.
 * @throws Forbidden (`keys.rotate`)
 */
export const addKey =
  ({ keyrings }: Keys) =>
  (context: BareContext, asked: ChangeKeys): Promise<CommandResult<KeysChanged>> =>
    changing(context, { ...asked, name: 'rotateKeys' }, async (tx) => {
      const keyring = keyrings.now();
      const decision = decideAddKey(await factsOf(tx, context, { keyring, ...asked, mayChange: keyrings.mayChange }));
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const { explanation } = decision;
      const subject = { type: 'Keyring', id: asked.kind };
      const explanationId = await keepAct(tx, context, { action: 'keys.rotate', siteId: null, subject, explanation });
      // The last step: what follows is the commit alone. A key that nobody wrote about harms nobody; the reverse would.
      for (const { keyId } of decision.events) keyrings.change(withKey(keyring, asked.kind, keyId));
      return done({ explanationId });
    });

/** CR-2.02: takes keys out of the keyring that nothing rests on any more. @throws Forbidden (`keys.rotate`) */
export const retireKeys =
  ({ keyrings }: Keys) =>
  (context: BareContext, asked: ChangeKeys): Promise<CommandResult<KeysChanged>> =>
    changing(context, { ...asked, name: 'retireKeys' }, async (tx) => {
      const keyring = keyrings.now();
      const facts = await factsOf(tx, context, { keyring, ...asked, mayChange: keyrings.mayChange });
      const decision = decideRetireKeys(facts);
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const { explanation } = decision;
      const subject = { type: 'Keyring', id: asked.kind };
      const explanationId = await keepAct(tx, context, { action: 'keys.retire', siteId: null, subject, explanation });
      for (const { keyIds } of decision.events) keyrings.change(withoutKeys(keyring, asked.kind, keyIds));
      return done({ explanationId });
    });

const changing = (
  context: BareContext,
  { name, idempotencyKey, kind }: ChangeKeys & { readonly name: string },
  work: (tx: Tx) => Promise<CommandResult<KeysChanged>>,
): Promise<CommandResult<KeysChanged>> => {
  demand(context.viewer, 'keys.rotate', null);
  return runCommand<KeysChanged>({ ...context, name, idempotencyKey, input: { kind } }, async (tx) => {
    await lockKeyring(tx);
    return work(tx);
  });
};

type Known = { readonly keyring: Keyring; readonly kind: KeyKind; readonly mayChange: boolean };

const factsOf = async (tx: Tx, { now }: BareContext, { keyring, kind, mayChange }: Known): Promise<KeyFacts> => {
  if (kind === 'wrapping') {
    const { current, keys } = keyring;
    const wrapping = await keysInUse(tx);
    return { now, kind, mayChange, current, held: [...keys.keys()], inUse: wrapping.filter((id) => id !== current) };
  }
  const { currentIndex: current, indexKeys } = keyring;
  const held = [...indexKeys.keys()];
  const isOver = held.length === 1 || (await indexRotationOf(tx, current))?.finished === true;
  return { now, kind, mayChange, current, held, inUse: isOver ? [] : held.filter((id) => id !== current) };
};

const withKey = (keyring: Keyring, kind: KeyKind, keyId: string): Keyring =>
  kind === 'wrapping'
    ? { ...keyring, current: keyId, keys: new Map([...keyring.keys, [keyId, newKey()]]) }
    : { ...keyring, currentIndex: keyId, indexKeys: new Map([...keyring.indexKeys, [keyId, newKey()]]) };

const withoutKeys = (keyring: Keyring, kind: KeyKind, keyIds: readonly string[]): Keyring => {
  const kept = (keys: ReadonlyMap<string, Buffer>) => new Map([...keys].filter(([id]) => !keyIds.includes(id)));
  return kind === 'wrapping'
    ? { ...keyring, keys: kept(keyring.keys) }
    : { ...keyring, indexKeys: kept(keyring.indexKeys) };
};
