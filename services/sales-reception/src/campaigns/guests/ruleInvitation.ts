import {
  appendAudit,
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import { firstRefusal, type Requirement, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type ClubRefusal, clubRefusal, type Guest, type InvitationRuling, type ListDuty } from './clubEvent.ts';
import { dutiesOf, findEvent, guestsOf, insertRuling, letStand, lockEvent, rulingsOn } from './guestStore.ts';
import type { EventDone } from './planEvent.ts';

export type RuleInvitation = {
  readonly idempotencyKey: string;
  readonly eventId: string;
  readonly clientId: string;
  /** Whose guest the client is; null: the coordinator cannot decide and passes it on to the general manager. */
  readonly department: string | null;
  readonly reason: string;
};

type RulingFacts = Pick<RuleInvitation, 'department' | 'reason'> & {
  readonly by: string;
  readonly invitations: readonly Guest[];
  readonly duties: readonly ListDuty[];
  readonly before: readonly InvitationRuling[];
};

/**
 * SR-7.07: the coordinator rules, else the general manager; neither is head of a department concerned nor invited the client, and the
 * word is the last.
 */
export const invitationRequirements: readonly Requirement<RulingFacts, ClubRefusal>[] = [
  ({ reason }) =>
    reason.trim() !== '' && reason.length <= 1000
      ? null
      : clubRefusal('BAD_INPUT', '须写明理由，不超过1000字。', 'Give a reason, in at most 1000 characters.'),
  ({ invitations, department }) =>
    invitations.length > 1 && (department === null || invitations.some((one) => one.department === department))
      ? null
      : clubRefusal(
          'NOT_INVITED',
          '须为两个以上部门敲定的客户。',
          'Two departments invited the client, this one among them.',
        ),
  ({ invitations, duties, by }) =>
    invitations.some(
      ({ inviterId, department }) =>
        inviterId === by || duties.some((duty) => duty.headId === by && duty.department === department),
    )
      ? clubRefusal(
          'PARTY_CANNOT_RULE',
          '当事部门负责人及邀约人不得裁定。',
          'Neither the head of a department concerned nor whoever invited the client rules.',
        )
      : null,
  ({ before }) =>
    before.some((ruling) => ruling.department !== null)
      ? clubRefusal('ALREADY_RULED', '已裁定，为终局。', 'It was ruled on, which is final.')
      : null,
  ({ before, by }) =>
    before.some(({ ruledBy }) => ruledBy === by)
      ? clubRefusal('NEEDS_ANOTHER_PERSON', '已上报，由总经理裁定。', 'It was passed on; another person rules.')
      : null,
];

/** SR-7.07: decides whose guest a client is whom two departments invited. Needs `guestList.rule` at the site. @throws NotFound */
export const ruleInvitation = (
  context: BareContext,
  { idempotencyKey, ...input }: RuleInvitation,
): Promise<CommandResult<EventDone>> =>
  runCommand({ ...context, name: 'ruleInvitation', idempotencyKey, input }, async (tx) => {
    const { viewer, now: at, newId } = context;
    const { eventId, clientId, department, reason } = input;
    const event = await findEvent(tx, eventId);
    if (!event || !can(viewer, 'guestList.rule', event.siteId)) throw new NotFound();
    await lockEvent(tx, eventId);
    const { siteId } = event;
    const by = demandStaff(viewer).staffId;
    const invitations = (await guestsOf(tx, eventId)).filter((one) => one.clientId === clientId);
    const before = await rulingsOn(tx, { eventId, clientId });
    const why = reasoning(at).apply('SR-7.07').fact('reason', reason).fact('ruledBy', by, at);
    for (const one of invitations) why.fact(`listedBy.${one.department}`, one.late ? 'late' : 'in time', one.listedAt);
    const facts = { by, department, reason, invitations, before, duties: await dutiesOf(tx, eventId) };
    const refusal = firstRefusal(invitationRequirements, facts);
    if (refusal) return refusedWith(refusal, why.explain('REFUSED', refusal.message));
    const summary = department === null ? passedOn : ruledFor(department);
    const explanation = why.explain(department === null ? 'PASSED_ON' : 'RULED', summary);
    const explanationId = newId();
    await saveExplanation(tx, { id: explanationId, subject: { type: 'Client', id: clientId }, siteId, explanation });
    const ruling = {
      rulingId: newId(),
      eventId,
      clientId,
      ruledBy: by,
      ruledAt: at,
      department,
      reason,
      explanationId,
    };
    await insertRuling(tx, ruling);
    if (department !== null) await letStand(tx, { eventId, clientId }, department);
    const resource = { type: 'ClubEvent', id: eventId };
    await appendAudit(tx, { at, actor: viewer, siteId, action: 'guestList.rule', resource, decision: 'allowed' });
    return done({ eventId });
  });

const passedOn = text('协调助理无法判定，报总经理裁决。', 'The coordinator cannot decide; the general manager rules.');
const ruledFor = (code: string) => text(`裁定归 ${code} 邀约。`, `Ruled: the client is the guest of ${code}.`);
