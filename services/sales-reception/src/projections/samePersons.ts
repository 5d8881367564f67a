/** Two clients whom client-records holds for one person (CR-1.05). */
export type SamePerson = { readonly survivingId: string; readonly mergedId: string };

/**
 * CR-1.05: who is one person, from the merges that stand: everybody who is led to by them, in whatever order the news came. Each client
 * with the one id that all clients of the person share; a client who is nobody else is missing.
 */
export const samePersons = (merges: readonly SamePerson[]): ReadonlyMap<string, string> => {
  const persons = new Map<string, string>();
  for (const { survivingId, mergedId } of merges) {
    const [one, other] = [persons.get(survivingId) ?? survivingId, persons.get(mergedId) ?? mergedId];
    const [person = one, joined = other] = [one, other].sort();
    for (const [client, of] of persons) if (of === joined) persons.set(client, person);
    persons.set(survivingId, person).set(mergedId, person);
  }
  return persons;
};
