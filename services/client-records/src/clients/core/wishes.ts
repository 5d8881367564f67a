import type { Place, Vault } from '../../vault/index.ts';
import { noWishes, type Wishes } from './clientCore.ts';

export const placeOfWishes = (clientId: string): Place => ({ table: 'client', column: 'wishes', row: clientId });

type Sealed = {
  readonly id: string;
  readonly wishesSealed: Buffer | null;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

/** What the client wants; nothing, as long as nobody wrote it down. */
export const openWishes = (vault: Vault, { id, wishesSealed, keyId, wrappedKey }: Sealed): Wishes => {
  if (wishesSealed === null) return noWishes;
  const plain = vault.open({ keyId, wrapped: wrappedKey }, id, placeOfWishes(id), wishesSealed);
  return { ...noWishes, ...(JSON.parse(plain) as Partial<Wishes>) };
};

export const sealWishes = (
  vault: Vault,
  { id, keyId, wrappedKey }: Omit<Sealed, 'wishesSealed'>,
  wishes: Wishes,
): Buffer => vault.seal({ keyId, wrapped: wrappedKey }, id, placeOfWishes(id), JSON.stringify(wishes));
