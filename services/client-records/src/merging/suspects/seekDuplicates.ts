import type { Tx } from '@shouwen/database';
import type { DueWork } from '@shouwen/timers';
import { placeOfContact } from '../../clients/index.ts';
import { readPhone, similarPhones } from '../../contacts/index.ts';
import { noteSuspicion, type SuspicionReason } from '../../persons/index.ts';
import type { Vault } from '../../vault/index.ts';
import {
  contactsOfNamesakes,
  contactsToCompare,
  noteCompared,
  ownersOfPhones,
  type SealedContact,
} from './contactQueries.ts';

const [batch, mostNamesakes] = [100, 200];

type Pair = { readonly clientIds: readonly [string, string]; readonly because: SuspicionReason };

/**
 * CR-1.05: compares each new contact once with those of the others, in the background: a phone with the numbers that a slip of the hand
 * makes of it, anything else with what people of the same name have. What it finds is only a suspicion.
 */
export const seekDuplicates = (vault: Vault): DueWork => ({
  name: 'clients.seekDuplicates',
  batch: ({ db, newId }, { now }) =>
    db.transaction(async (tx) => {
      const contacts = await contactsToCompare(tx, batch);
      const pairs = [...(await bySimilarPhone(tx, vault, contacts)), ...(await byNameAndContact(tx, vault, contacts))];
      for (const pair of pairs) await noteSuspicion(tx, { ...pair, id: newId(), at: now });
      const ids = contacts.map(({ id }) => id);
      if (ids.length > 0) await noteCompared(tx, ids, now);
      return contacts.length;
    }),
});

const bySimilarPhone = async (tx: Tx, vault: Vault, contacts: readonly SealedContact[]): Promise<Pair[]> => {
  const sought = new Map<string, string[]>();
  for (const contact of contacts) {
    const phone = contact.kind === 'phone' ? readPhone(opened(vault, contact) ?? '') : null;
    if (phone === null) continue;
    for (const similar of similarPhones(phone))
      for (const index of vault.blindIndexes('phone', similar)) {
        const key = index.toString('hex');
        sought.set(key, [...(sought.get(key) ?? []), contact.clientId]);
      }
  }
  if (sought.size === 0) return [];
  const owners = await ownersOfPhones(
    tx,
    [...sought.keys()].map((key) => Buffer.from(key, 'hex')),
  );
  return owners.flatMap(({ clientId, index }) =>
    (sought.get(index.toString('hex')) ?? []).map(
      (other): Pair => ({ clientIds: [clientId, other], because: 'similar-phone' }),
    ),
  );
};

const byNameAndContact = async (tx: Tx, vault: Vault, contacts: readonly SealedContact[]): Promise<Pair[]> => {
  const pairs: Pair[] = [];
  for (const contact of contacts) {
    const mine = contact.kind === 'phone' ? null : comparable(opened(vault, contact));
    if (mine === null) continue;
    for (const other of await contactsOfNamesakes(tx, contact, mostNamesakes))
      if (comparable(opened(vault, other)) === mine)
        pairs.push({ clientIds: [contact.clientId, other.clientId], because: 'same-name-and-contact' });
  }
  return pairs;
};

/** Null for a client whose key was destroyed: nothing of that one can be compared any more (CR-2.06). */
const opened = (vault: Vault, { id, clientId, keyId, wrappedKey, valueSealed }: SealedContact): string | null => {
  try {
    return vault.open({ keyId, wrapped: wrappedKey }, clientId, placeOfContact(id, clientId), valueSealed);
  } catch {
    return null;
  }
};

const comparable = (value: string | null): string | null =>
  value?.normalize('NFKC').replace(/\s/g, '').toLowerCase() ?? null;
