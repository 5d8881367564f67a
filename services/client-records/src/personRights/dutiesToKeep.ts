import { acrossSites, type Tx } from '@shouwen/database';
import { type IsoDate, monthsWindowEnd, siteDate } from '@shouwen/kernel';
import { isUnderHold } from '../archive/index.ts';
import { openThings } from './dutyQueries.ts';
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
