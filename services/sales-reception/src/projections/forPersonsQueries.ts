import type { Tx } from '@shouwen/database';

type OfClient = { readonly clientId: string };

/** For which client a row was asked for: another than its own when both are one person (CR-1.05). */
export type Asked<Row> = Row & { readonly askedId: string };

/** The rows of these clients and of all who are one person with them, each under the client that was asked for, in their order. */
export const forPersons = async <Row extends OfClient>(
  tx: Tx,
  clientIds: readonly string[],
  load: (ids: readonly string[]) => Promise<readonly Row[]>,
): Promise<Asked<Row>[]> => {
  const others: { askedId: string; id: string }[] = await tx.query(
    `SELECT p.client_id AS "askedId", o.client_id AS id FROM client_person p JOIN client_person o USING (person_id)
     WHERE p.client_id = ANY($1::uuid[]) AND o.client_id <> p.client_id`,
    [clientIds],
  );
  const askedFor = new Map<string, string[]>(clientIds.map((id) => [id, [id]]));
  for (const { askedId, id } of others) askedFor.set(id, [...(askedFor.get(id) ?? []), askedId]);
  const rows = await load([...askedFor.keys()]);
  return rows.flatMap((row) => (askedFor.get(row.clientId) ?? []).map((askedId) => ({ ...row, askedId })));
};
