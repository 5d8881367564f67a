import { BadInput, type CommandResult, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../../keepAct.ts';
import {
  changeEnquiry,
  decideStage,
  type EnquiryChanged,
  enquiryToHandle,
  isAnonymous,
  isOpen,
  type LeaseEnquiry,
} from '../enquiries/index.ts';
import { siteNow } from '../siteNow.ts';
import { type LeaseSpace, lockSpace, moveSpace } from '../spaces/index.ts';
import { decideQuote, type QuoteFacts } from './quote.decision.ts';
import { approvedRent, insertQuote } from './termStore.ts';

export type QuoteLease = {
  readonly idempotencyKey: string;
  readonly enquiryId: string;
  readonly spaceId: string;
  readonly months: number;
  /** Null: the list rent. */
  readonly rentFen: number | null;
  readonly phoneLines: number;
  readonly parkingPlaces: number;
};
type Terms = Omit<QuoteLease, 'idempotencyKey'>;

/** SR-10.02, SR-10.06: what the space would cost this tenant a month. Needs `lease.handle`. */
export const quoteLease = (
  context: BareContext,
  { idempotencyKey, ...input }: QuoteLease,
): Promise<CommandResult<EnquiryChanged>> => {
  checkTerms(input);
  return runCommand({ ...context, name: 'quoteLease', idempotencyKey, input }, async (tx) => {
    const { viewer, now } = context;
    const enquiry = await enquiryToHandle(tx, viewer, input.enquiryId);
    const space = await spaceOf(tx, enquiry, input.spaceId);
    const { policy } = await siteNow(tx, enquiry.siteId, now);
    const decision = decideQuote(await quoteFacts(tx, context, { enquiry, space, input }), policy);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { siteId, enquiryId } = enquiry;
    const subject = { type: 'lease-enquiry', id: enquiryId };
    const act = { action: 'quoteLease', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    for (const quoted of decision.events)
      await insertQuote(tx, { ...quoted, ...given(context, input), signed: false, explanationId });
    return done({ enquiryId, explanationId });
  });
};

/** SR-10.03: the lease is signed on terms that the negotiator may grant or the general manager approved; the space is let. */
export const signLease = (
  context: BareContext,
  { idempotencyKey, ...input }: QuoteLease,
): Promise<CommandResult<EnquiryChanged>> => {
  checkTerms(input);
  return runCommand({ ...context, name: 'signLease', idempotencyKey, input }, async (tx) => {
    const { viewer, now } = context;
    const enquiry = await enquiryToHandle(tx, viewer, input.enquiryId);
    const { siteId, enquiryId, stage } = enquiry;
    const space = await spaceOf(tx, enquiry, input.spaceId);
    const { today, policy } = await siteNow(tx, siteId, now);
    const stageFacts = { now, today, stage, to: 'signed' as const, anonymous: isAnonymous(enquiry), lostTo: null };
    const signed = decideStage(stageFacts, policy);
    if (signed.outcome === 'refused') return refusedWith(signed.refusal, signed.explanation);
    const rentFen = input.rentFen ?? space.rentFen;
    const quoted = decideQuote(await quoteFacts(tx, context, { enquiry, space, input: { ...input, rentFen } }), policy);
    if (quoted.outcome === 'refused') return refusedWith(quoted.refusal, quoted.explanation);
    await moveSpace(tx, space, 'let');
    const subject = { type: 'lease-enquiry', id: enquiryId };
    const terms = await keepAct(tx, context, {
      action: 'quoteLease',
      siteId,
      subject,
      explanation: quoted.explanation,
    });
    for (const quote of quoted.events)
      await insertQuote(tx, { ...quote, ...given(context, input), signed: true, explanationId: terms });
    const explanationId = await keepAct(tx, context, {
      action: 'signLease',
      siteId,
      subject,
      explanation: signed.explanation,
    });
    const nothingDue = { dueFrom: null, dueThrough: null, firstFollowUp: false };
    const closed = { stage: 'signed', spaceId: space.spaceId, closedAt: now, explanationId } as const;
    await changeEnquiry(tx, enquiry, { ...closed, ...nothingDue });
    return done({ enquiryId, explanationId });
  });
};

/** The space, locked; that of another site does not exist for this enquiry. */
export const spaceOf = async (tx: Tx, { siteId }: LeaseEnquiry, spaceId: string): Promise<LeaseSpace> => {
  const space = await lockSpace(tx, spaceId);
  if (!space || space.siteId !== siteId) throw new NotFound();
  return space;
};

const quoteFacts = async (
  tx: Tx,
  { now }: BareContext,
  { enquiry, space, input }: { enquiry: LeaseEnquiry; space: LeaseSpace; input: Terms },
): Promise<QuoteFacts> => ({
  ...input,
  now,
  space,
  standing: enquiry.standing,
  open: isOpen(enquiry.stage),
  anonymous: isAnonymous(enquiry),
  approvedRentFen: await approvedRent(tx, input),
});

const given = ({ viewer, now, newId }: BareContext, { enquiryId, spaceId, months }: Terms) => ({
  quoteId: newId(),
  enquiryId,
  spaceId,
  months,
  givenBy: demandStaff(viewer).staffId,
  givenAt: now,
});

const checkTerms = ({ months, rentFen, phoneLines, parkingPlaces }: Terms): void => {
  const within = (value: number, least: number, most: number) => value >= least && value <= most;
  const fault = !within(months, 1, 600)
    ? 'months'
    : rentFen !== null && !within(rentFen, 1, 1_000_000_000_000)
      ? 'rent'
      : !within(phoneLines, 0, 1000)
        ? 'phoneLines'
        : !within(parkingPlaces, 0, 1000)
          ? 'parkingPlaces'
          : null;
  if (fault) throw new BadInput(text('租赁条件有误。', 'These terms are not possible.'), fault);
};
