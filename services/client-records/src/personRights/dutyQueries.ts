import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import type { Duty } from './rightsRequest.ts';

type Found = { readonly dealDays: readonly IsoDate[]; readonly duties: Duty[] };

/** The days of the deals of these records, and what else is open about them. */
export const openThings = async (tx: Tx, ids: readonly string[]): Promise<Found> => {
  const [row] = (await tx.query(
    `WITH deal AS (SELECT deal_id, coalesce(cancelled_on, closed_on)::text AS day FROM archive_deal WHERE client_id = ANY($1::uuid[])),
       file AS (SELECT id, carrier, state FROM archive_file WHERE client_id = ANY($1::uuid[]))
     SELECT coalesce((SELECT array_agg(day) FROM deal), '{}') AS "dealDays",
       EXISTS (SELECT FROM rights_dispute d JOIN deal USING (deal_id) WHERE d.released_at IS NULL) AS dispute,
       EXISTS (SELECT FROM leak_case k JOIN leak_client l ON l.case_id = k.id
         WHERE l.client_id = ANY($1::uuid[]) AND k.state = 'open') AS "leak-case",
       EXISTS (SELECT FROM loan l JOIN file f ON f.id = l.file_id WHERE l.signed_at IS NOT NULL AND l.returned_at IS NULL) AS loan,
       EXISTS (SELECT FROM file f WHERE f.carrier = 'paper' AND f.state <> 'destroyed') AS paper`,
    [ids],
  )) as [{ dealDays: IsoDate[] } & Partial<Record<Duty, boolean>>];
  const known = (['dispute', 'leak-case', 'loan', 'paper'] as const).filter((duty) => row[duty] === true);
  return { dealDays: row.dealDays, duties: [...known] };
};
