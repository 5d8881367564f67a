import { acrossSites, type Tx } from '@shouwen/database';
import { idsOfPerson } from '../persons/index.ts';
import { isAncestor, relationsOf } from '../relations/index.ts';
import type { Vault } from '../vault/index.ts';
import type { MergeFacts } from './merge.decision.ts';
import { identitiesOfRecords, sideOf } from './mergeQueries.ts';
import { type MergeStop, stopsOf } from './mergeStops.ts';

export type Merging = { readonly vault: Vault; readonly stops: readonly MergeStop[] };
type Asked = { readonly survivingId: string; readonly mergedId: string; readonly now: Date };

/** What a merge of two records is decided by; whoever asks has decided that the viewer may read both. */
export const mergeFacts = async (tx: Tx, { vault, stops }: Merging, asked: Asked): Promise<MergeFacts> =>
  acrossSites(tx, async () => {
    const [surviving, merged] = [await sideOf(tx, asked.survivingId), await sideOf(tx, asked.mergedId)];
    const [here, there] = [await idsOfPerson(tx, surviving.id), await idsOfPerson(tx, merged.id)];
    return {
      surviving,
      merged,
      sameName: surviving.nameKey === merged.nameKey,
      differentCards: await cardsDiffer(tx, vault, [here, there]),
      related: await areRelated(tx, surviving.personId, merged.personId),
      stops: await stopsOf(tx, stops, [...here, ...there]),
      now: asked.now,
    };
  });

/** A passport and a card may be of one person; two cards of different numbers may not. */
const cardsDiffer = async (tx: Tx, vault: Vault, sides: readonly (readonly string[])[]): Promise<boolean> => {
  const [here = [], there = []] = await Promise.all(
    sides.map(async (ids) =>
      (await identitiesOfRecords(tx, ids))
        .map(({ clientId, numberSealed, keyId, wrappedKey }) => {
          const place = { table: 'client_identity', column: 'number', row: clientId };
          return vault.open({ keyId, wrapped: wrappedKey }, clientId, place, numberSealed);
        })
        .filter((number) => /^\d{17}[\dX]$/.test(number)),
    ),
  );
  return here.some((one) => there.some((other) => one !== other));
};

const areRelated = async (tx: Tx, one: string, other: string): Promise<boolean> => {
  if (one === other) return false;
  const relations = await relationsOf(tx, [one]);
  if (relations.some(({ endedAt, otherId }) => endedAt === null && otherId === other)) return true;
  return (await isAncestor(tx, one, other)) || (await isAncestor(tx, other, one));
};
