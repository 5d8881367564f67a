import type { ClientLoaders, ClientRow } from '../clients/index.ts';
import type { SeenRelation } from './relation.ts';
import type { RelationLoaders } from './relationLoaders.ts';

export type ShownRelation = SeenRelation & { readonly other: ClientRow };

/**
 * CR-1.04, CR-2.01: the relations of a client whose other end the viewer may read as well; the others do not exist for the viewer, not
 * even in a count. What two records of a person both brought along is shown once (CR-1.05).
 */
export const shownRelations = async (
  loaders: RelationLoaders & ClientLoaders,
  personId: string,
  includeEnded: boolean,
): Promise<ShownRelation[]> => {
  const wanted = once(await loaders.relations.load(personId)).filter(({ endedAt }) => includeEnded || endedAt === null);
  const others = await Promise.all(wanted.map(({ otherId }) => loaders.clients.load(otherId)));
  return wanted.flatMap((relation, index) => {
    const other = others[index];
    return other ? [{ ...relation, other }] : [];
  });
};

const once = (relations: readonly SeenRelation[]): SeenRelation[] => {
  const standing = new Set<string>();
  return relations.filter(({ endedAt, otherId, otherIs }) => {
    const key = `${otherIs} ${otherId}`;
    if (endedAt !== null) return true;
    if (standing.has(key)) return false;
    standing.add(key);
    return true;
  });
};
