import { BadInput, type CommandResult, demandStaff, done, refusedWith, runCommand } from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../../keepAct.ts';
import { clientsKnown } from '../../projections/index.ts';
import { siteNow } from '../siteNow.ts';
import { type EnquiryStage, isAnonymous, type LeaseEnquiry, type LostTo } from './enquiry.ts';
import { changeEnquiry, insertContact, insertNotice } from './enquiryStore.ts';
import { enquiryToHandle } from './enquiryToHandle.ts';
import { decideFollowUp } from './followUp.decision.ts';
import type { EnquiryChanged } from './openEnquiry.ts';
import { decideStage, type StageEntered } from './stage.decision.ts';

type OfEnquiry = { readonly idempotencyKey: string; readonly enquiryId: string };
export type MoveEnquiry = OfEnquiry & { readonly to: Exclude<EnquiryStage, 'enquiry' | 'signed' | 'lost'> };

/** SR-10.03: the tenant comes to visit, views a space, or negotiates. Needs `lease.handle`. */
export const moveLeaseEnquiry = (context: BareContext, input: MoveEnquiry): Promise<CommandResult<EnquiryChanged>> =>
  enterStage(context, { ...input, name: 'moveLeaseEnquiry', lostTo: null, lostReason: null });

export type LoseEnquiry = OfEnquiry & { readonly reason: string; readonly lostTo: LostTo | null };

/** SR-10.04: the tenant is lost; to another building: its name, price and term are kept, and they wait for the next space. */
export const loseLeaseEnquiry = (
  context: BareContext,
  { reason, lostTo, ...input }: LoseEnquiry,
): Promise<CommandResult<EnquiryChanged>> => {
  if (reason.trim() === '' || reason.length > 500) throw new BadInput(text('请说明原因。', 'Say why.'), 'reason');
  if (lostTo !== null && !isDescribed(lostTo))
    throw new BadInput(
      text('请写明楼宇名称、租金与年限。', 'The building, the rent and the term are recorded.'),
      'lostTo',
    );
  return enterStage(context, { ...input, name: 'loseLeaseEnquiry', to: 'lost', lostTo, lostReason: reason });
};

const isDescribed = ({ building, rentFen, months }: LostTo): boolean =>
  building.trim() !== '' && building.length <= 100 && rentFen > 0 && months >= 1 && months <= 600;

type EnterStage = OfEnquiry & {
  readonly name: string;
  readonly to: EnquiryStage;
  readonly lostTo: LostTo | null;
  readonly lostReason: string | null;
};

const enterStage = (
  context: BareContext,
  { name, idempotencyKey, ...input }: EnterStage,
): Promise<CommandResult<EnquiryChanged>> =>
  runCommand({ ...context, name, idempotencyKey, input }, async (tx) => {
    const { viewer, now, newId } = context;
    const { enquiryId, to, lostTo, lostReason } = input;
    const enquiry = await enquiryToHandle(tx, viewer, enquiryId);
    const { siteId, stage } = enquiry;
    const { today, policy } = await siteNow(tx, siteId, now);
    const decision = decideStage({ now, today, stage, to, anonymous: isAnonymous(enquiry), lostTo }, policy);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { explanation } = decision;
    const act = { action: name, siteId, subject: { type: 'lease-enquiry', id: enquiryId }, explanation };
    const explanationId = await keepAct(tx, context, act);
    for (const entered of decision.events) {
      const lost = to === 'lost' ? { ...lostColumns(lostTo), lostReason, closedAt: now } : {};
      await changeEnquiry(tx, enquiry, { stage: entered.stage, explanationId, ...dueColumns(entered), ...lost });
      if (entered.tellSecurity) await insertNotice(tx, { noticeId: newId(), siteId, enquiryId, toldAt: now });
    }
    return done({ enquiryId, explanationId });
  });

const dueColumns = ({ due }: StageEntered): Partial<LeaseEnquiry> => {
  if (due === null) return {};
  if (due === 'none') return { dueFrom: null, dueThrough: null, firstFollowUp: false };
  return { dueFrom: due.from, dueThrough: due.through, firstFollowUp: true };
};

const lostColumns = (lostTo: LostTo | null): Partial<LeaseEnquiry> => ({
  lostBuilding: lostTo?.building ?? null,
  lostRentFen: lostTo?.rentFen ?? null,
  lostMonths: lostTo?.months ?? null,
});

export type RecordContact = OfEnquiry & { readonly said: string };

/** SR-10.03: a follow-up; the first one not too early after the visit. Needs `lease.handle`. */
export const recordLeaseFollowUp = (
  context: BareContext,
  { idempotencyKey, ...input }: RecordContact,
): Promise<CommandResult<EnquiryChanged & { readonly late: boolean }>> => {
  const said = input.said.trim();
  if (said === '' || said.length > 2000) throw new BadInput(text('须写明跟进内容。', 'Say what was said.'), 'said');
  return runCommand({ ...context, name: 'recordLeaseFollowUp', idempotencyKey, input }, async (tx) => {
    const { viewer, now, newId } = context;
    const { enquiryId } = input;
    const enquiry = await enquiryToHandle(tx, viewer, enquiryId);
    const { siteId } = enquiry;
    const { today, policy } = await siteNow(tx, siteId, now);
    const decision = decideFollowUp({ now, today, ...enquiry }, policy);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { explanation } = decision;
    const act = {
      action: 'recordLeaseFollowUp',
      siteId,
      subject: { type: 'lease-enquiry', id: enquiryId },
      explanation,
    };
    const explanationId = await keepAct(tx, context, act);
    const { next, late } = decision.events[0] ?? { next: null, late: false };
    const agentId = demandStaff(viewer).staffId;
    await insertContact(tx, { contactId: newId(), enquiryId, agentId, at: now, said, late, explanationId });
    const due = { dueFrom: next?.from ?? null, dueThrough: next?.through ?? null, firstFollowUp: false };
    await changeEnquiry(tx, enquiry, { ...due, explanationId });
    return done({ enquiryId, explanationId, late });
  });
};

export type IdentifyEnquirer = OfEnquiry & { readonly clientId: string };

/** Who enquired is known after all: the cautious quotes of SR-10.06 are over. Needs `lease.handle`. */
export const identifyEnquirer = (
  context: BareContext,
  { idempotencyKey, ...input }: IdentifyEnquirer,
): Promise<CommandResult<EnquiryChanged>> =>
  runCommand({ ...context, name: 'identifyEnquirer', idempotencyKey, input }, async (tx) => {
    const { viewer, now } = context;
    const { enquiryId, clientId } = input;
    const enquiry = await enquiryToHandle(tx, viewer, enquiryId);
    const unknown = await clientsKnown(tx, [clientId]);
    const why = reasoning(now).apply('SR-10.01', 'SR-10.06');
    if (unknown) return refusedWith(unknown, why.explain('refused', unknown.message));
    const explanation = why.explain('identified', text('已登记联系人。', 'The contact is known now.'));
    const subject = { type: 'lease-enquiry', id: enquiryId };
    const { siteId } = enquiry;
    const explanationId = await keepAct(tx, context, { action: 'identifyEnquirer', siteId, subject, explanation });
    await changeEnquiry(tx, enquiry, { clientId, explanationId });
    return done({ enquiryId, explanationId });
  });
