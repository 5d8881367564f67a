import { acrossSites, type Tx } from '@shouwen/database';
import { type IsoDate, monthsWindowEnd, siteDate } from '@shouwen/kernel';
import { isUnderHold } from '../archive/index.ts';
import type { Duty } from './rightsRequest.ts';

type Asked = { readonly ids: readonly string[]; readonly keepDealYears: number; readonly now: Date };

/** What this department knows that stands in the way of erasing the records of a person now (CR-2.06, CR-3.05). */
export const dutiesToKeep = async (tx: Tx, { ids, keepDealYears, now }: Asked): Promise<Duty[]> =>
  acrossSites(tx, async () => {
    const found = await openThings(tx, ids);
    const today = siteDate(now, 'Asia/Shanghai');
    if (found.dealDays.some((day) => isKept(day, keepDealYears, today))) found.duties.unshift('deal');
    for (const clientId of ids)
      if (!found.duties.includes('legal-hold') && (await isUnderHold(tx, { clientId })))
        found.duties.push('legal-hold');
    return found.duties;
  });

/** The day of the deal, or of its cancellation, and so many years from then on. */
export const isKept = (day: IsoDate, years: number, today: IsoDate): boolean =>
  years > 0 && today <= monthsWindowEnd(day, years * 12);

type Found = { readonly dealDays: readonly IsoDate[]; readonly duties: Duty[] };

const openThings = async (tx: Tx, ids: readonly string[]): Promise<Found> => {
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
