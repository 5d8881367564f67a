import { policyAt, reasoning, text } from '@shouwen/kernel';
import { changeAttribution, type DealClosedHook } from '../../deals/index.ts';
import { splitDeal } from '../../ownership/index.ts';
import { sitePoliciesOf } from '../../policies/index.ts';
import { invitationOn } from './guestQueries.ts';

/** SR-7.07: what a guest buys on the day of an event of the club counts for the current inviter, whose client it may be otherwise. */
export const countForInviter: DealClosedHook = async (tx, deal, { at, newId }) => {
  const { dealId, siteId, clientId, closedAt, closedOn, consultants } = deal;
  const { versions } = await sitePoliciesOf(tx, siteId);
  const policy = policyAt(versions, closedAt);
  if (!policy.params['club.enabled']) return;
  const invitation = await invitationOn(tx, { siteId, clientId, on: closedOn });
  if (!invitation || (consultants.length === 1 && consultants[0]?.staffId === invitation.inviterId)) return;
  const { inviterId, department, listedAt, eventId } = invitation;
  const why = reasoning(at).apply('SR-7.07').under(policy);
  why.fact('event', eventId).fact('inviter', inviterId, listedAt).fact('department', department);
  const because = why.explain(
    'INVITERS',
    text('活动当日成交，计现邀约人业绩。', 'Sold at an event: counts for the current inviter.'),
  );
  const sharing = { rule: 'SR-7.07', shares: [{ staffId: inviterId, role: 'ruled', parts: 100 }] } as const;
  await splitDeal(tx, { dealId, sharing, buyersConsultant: null });
  await changeAttribution(tx, { siteId, clientId, at, newId, because });
};
