import { saveExplanations } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import { appendManyToOutbox } from '@shouwen/messaging';
import type { DueWork } from '@shouwen/timers';
import { sitePoliciesOf } from '../../policies/index.ts';
import type { Claim } from './claim.ts';
import { lapsed } from './claimSteps.ts';
import { lockLapsed, saveEnds, type WrittenEnd } from './dueClaimStore.ts';
import { endedMessage } from './tellClaims.ts';
import { lapseRules, lapsesOn } from './windows.ts';

/** So many that ten thousand are done in seconds, so few that a command which meets one of them hardly waits. */
const batchSize = 250;

/**
 * SR-3.01 to SR-3.05: writes down, and tells the other departments, what the calendar has done already: claims whose windows are over.
 * The end is the instant of the calendar, whenever this runs. A few statements for each batch, whatever its size.
 */
export const lapseClaims: DueWork = {
  name: 'claims.lapse',
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const overdue = await lockLapsed(tx, { now, siteId, limit: batchSize });
      if (overdue.length > 0) await endAll(tx, overdue, newId);
      return overdue.length;
    }),
};

const endAll = async (tx: Tx, claims: readonly Claim[], newId: () => string): Promise<void> => {
  const ended: (WrittenEnd & { readonly claim: Claim })[] = [];
  for (const claim of claims) {
    const { zone } = await sitePoliciesOf(tx, claim.siteId);
    for (const end of lapsed(claim, zone)) ended.push({ claim, end, why: newId() });
  }
  await saveExplanations(tx, ended.map(explained));
  await saveEnds(tx, ended);
  const messages = ended.map(({ claim, end }) => endedMessage({ claims: [claim], at: end.endedAt, newId }, end));
  await appendManyToOutbox(tx, messages);
};

const explained = ({ claim, end, why }: WrittenEnd & { readonly claim: Claim }) => ({
  id: why,
  subject: { type: 'Client', id: claim.clientId },
  siteId: claim.siteId,
  explanation: reasoning(end.endedAt)
    .apply(...(end.reason === 'never-confirmed' ? end.rules : lapseRules(claim)))
    .fact('consultant', claim.consultantId)
    .fact('validThrough', claim.validThrough)
    .fact('freshThrough', claim.freshThrough)
    .fact('lapsesOn', lapsesOn(claim))
    .explain('LAPSED', overNow),
});

const overNow = text('归属到期失效。', 'The claim has run out.');
