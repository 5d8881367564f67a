import { saveExplanations } from '@shouwen/access';
import { claimLapseWarnedV1 } from '@shouwen/contracts';
import { reasoning, text } from '@shouwen/kernel';
import { appendManyToOutbox } from '@shouwen/messaging';
import type { DueWork } from '@shouwen/timers';
import type { Claim } from './claim.ts';
import { lockToWarn, saveWarnings } from './dueClaimStore.ts';
import { lapseRules, lapsesByFreshness, lapsesOn } from './windows.ts';

/** SR-3: whoever owns a client is warned ahead of the lapse, once for each day on which the claim would lapse, and never after it. */
export const warnOfLapses: DueWork = {
  name: 'claims.warn',
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const due = await lockToWarn(tx, { now, siteId, limit: 500 });
      const warnings = due.map((claim) => ({ claim, claimId: claim.claimId, why: newId() }));
      const explanations = warnings.map(({ claim, why }) => ({
        id: why,
        subject: { type: 'Client', id: claim.clientId },
        siteId: claim.siteId,
        explanation: explained(claim, now),
      }));
      await saveExplanations(tx, explanations);
      if (due.length > 0) await saveWarnings(tx, warnings, now);
      const messages = due.map((claim) => messageOf(claim, { at: now, id: newId() }));
      await appendManyToOutbox(tx, messages);
      return due.length;
    }),
};

const explained = (claim: Claim, at: Date) =>
  reasoning(at)
    .apply(...lapseRules(claim))
    .fact('consultant', claim.consultantId)
    .fact('lapsesOn', lapsesOn(claim))
    .explain('WARNED', soonOver(lapsesOn(claim)));

const messageOf = (claim: Claim, { at, id }: { readonly at: Date; readonly id: string }) => {
  const { claimId, clientId, siteId, consultantId } = claim;
  const because: 'freshness' | 'validity' = lapsesByFreshness(claim) ? 'freshness' : 'validity';
  const told = { claimId, clientId, siteId, consultantId, lapsesOn: lapsesOn(claim), because };
  const aggregate = { type: claimLapseWarnedV1.aggregate, id: claimId };
  return { event: claimLapseWarnedV1, aggregate, at, id, data: { ...told, rules: lapseRules(claim) } };
};

const soonOver = (day: string) =>
  text(`归属将于${day}失效，请及时跟进。`, `The claim lapses on ${day} unless something is done.`);
