import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { ServicePolicy } from '../policies/index.ts';
import { type Category, type Channel, type ComplaintKind, destinationOf } from './ownerMatter.ts';

export type MatterFacts = {
  readonly category: Category;
  readonly channel: Channel;
  readonly content: string;
  /** What is demanded; null when the owner demanded nothing. */
  readonly demand: string | null;
  readonly complaintKind: ComplaintKind | null;
  /** The person complained about, who may write the complaint down but not handle it. */
  readonly aboutStaffId: string | null;
  readonly registeredBy: string;
  readonly now: Date;
};

export type MatterRegistered = {
  readonly type: 'MatterRegistered';
  readonly category: Category;
  readonly channel: Channel;
  readonly content: string;
  readonly demand: string | null;
  readonly answerDueAt: Date;
  readonly complaint: { readonly kind: ComplaintKind; readonly aboutStaffId: string | null } | null;
};

export type MatterRefusal = Refusal<'CONTENT_MISSING' | 'COMPLAINT_KIND_MISSING' | 'NO_COMPLAINT'>;

const contentIsWritten: Requirement<MatterFacts, MatterRefusal> = ({ content, demand }) =>
  content.length >= 1 && content.length <= 2000 && (demand ?? '').length <= 2000
    ? null
    : {
        code: 'CONTENT_MISSING',
        rule: 'PS-3.01',
        message: text('须写明内容（1 至 2000 字）。', 'Write down what it is about, in 1 to 2000 characters.'),
      };

const complaintHasItsKind: Requirement<MatterFacts, MatterRefusal> = ({ category, complaintKind }) =>
  category !== 'complaint' || complaintKind !== null
    ? null
    : {
        code: 'COMPLAINT_KIND_MISSING',
        rule: 'PS-3.02',
        message: text('投诉须注明类别。', 'A complaint needs its kind: it gives the department responsible.'),
      };

const onlyComplaintsAreAboutSomebody: Requirement<MatterFacts, MatterRefusal> = (facts) =>
  facts.category === 'complaint' || (facts.complaintKind === null && facts.aboutStaffId === null)
    ? null
    : {
        code: 'NO_COMPLAINT',
        rule: 'PS-2.03',
        message: text(
          '只有投诉才填写投诉类别和被投诉人。',
          'Only a complaint has a kind and a person complained about.',
        ),
      };

/** The conditions for writing a matter into the owner reception log. */
export const matterRequirements = [contentIsWritten, complaintHasItsKind, onlyComplaintsAreAboutSomebody] as const;

const hour = 3_600_000;

/**
 * PS-1.01, PS-1.02, PS-2, PS-3.01: whatever an owner brings up is written down once, by whoever was approached first, with a
 * time by which it is answered. Writing it down is open to the person complained about too.
 */
export const decideMatter = (
  facts: MatterFacts,
  policy: PolicyVersion<ServicePolicy>,
): Decision<MatterRegistered, MatterRefusal> => {
  const { category, now } = facts;
  const why = reasoning(now).under(policy).fact('category', category).fact('channel', facts.channel);
  const refusal = firstRefusal(matterRequirements, facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  const answerDueAt = new Date(now.getTime() + policy.params['answer.withinHours'] * hour);
  const { rule, goesTo } = destinationOf[category];
  why.apply('PS-1.01', 'PS-1.02', rule).fact('answerDueAt', answerDueAt.toISOString(), now);
  if (facts.complaintKind) why.apply('PS-3.01', 'PS-3.02').fact('complaintKind', facts.complaintKind);
  if (facts.aboutStaffId === facts.registeredBy) why.fact('registeredByThePersonComplainedAbout', true);
  const event: MatterRegistered = {
    type: 'MatterRegistered',
    category,
    channel: facts.channel,
    content: facts.content,
    demand: facts.demand,
    answerDueAt,
    complaint: facts.complaintKind && { kind: facts.complaintKind, aboutStaffId: facts.aboutStaffId },
  };
  const summary = text(`已登记，转${goesTo.zh}。`, `Written down; it goes to ${goesTo.en}.`);
  return accepted([event], why.explain('registered', summary));
};
