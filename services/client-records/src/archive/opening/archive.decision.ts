import {
  accepted,
  addDays,
  type Decision,
  type PolicyVersion,
  type Refusal,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { Archive } from './archive.ts';

export type ArchiveRefusal = Refusal<
  'ARCHIVE_OPEN_ALREADY' | 'ARCHIVE_NOT_OPEN' | 'ARCHIVE_APPROVED_ALREADY' | 'NOT_YOUR_OWN_ARCHIVE'
>;

export type OpeningFacts = {
  readonly now: Date;
  readonly openedBy: string;
  /** When the record of the client was opened. */
  readonly firstContactAt: Date;
  readonly isOpen: boolean;
  readonly policy: PolicyVersion<{ readonly 'archive.approvalDays': number }>;
};

export type ArchiveOpened = { readonly approveBy: string };

/** CR-3.03: the archive is opened with the first contact, once for the company; the sales director has some days to approve it. */
export const decideOpening = (facts: OpeningFacts): Decision<ArchiveOpened, ArchiveRefusal> => {
  const { now, firstContactAt, policy } = facts;
  const why = reasoning(now).apply('CR-3.03').under(policy);
  why.fact('firstContact', siteDate(firstContactAt), firstContactAt).fact('openedBy', facts.openedBy, now);
  if (facts.isOpen) {
    const message = text('该客户已建档，不得另立档案。', 'The client has an archive; there is no second one.');
    return refused({ code: 'ARCHIVE_OPEN_ALREADY', rule: 'CR-3.03', message }, why.explain('REFUSED', message));
  }
  const approveBy = addDays(siteDate(now), policy.params['archive.approvalDays']);
  why.fact('approveBy', approveBy);
  const summary = text('已建档，待销售总监审批。', 'The archive is open and waits for the sales director.');
  return accepted([{ approveBy }], why.explain('OPENED', summary));
};

export type ApprovalFacts = { readonly now: Date; readonly by: string; readonly archive: Archive | null };

/** CR-3.03: approved by another than who opened it. Late is not too late; it is only listed until then. */
export const decideApproval = ({ now, by, archive }: ApprovalFacts): Decision<{ approved: true }, ArchiveRefusal> => {
  const why = reasoning(now).apply('CR-3.03').fact('by', by, now);
  const no = (code: ArchiveRefusal['code'], zh: string, en: string) => {
    const message = text(zh, en);
    return refused<ArchiveRefusal>({ code, rule: 'CR-3.03', message }, why.explain('REFUSED', message));
  };
  if (archive === null) return no('ARCHIVE_NOT_OPEN', '该客户尚未建档。', 'The client has no archive yet.');
  why.fact('openedBy', archive.openedBy, archive.openedAt).fact('approveBy', archive.approveBy);
  if (archive.approvedAt !== null) return no('ARCHIVE_APPROVED_ALREADY', '建档已获批准。', 'It was approved already.');
  if (archive.openedBy === by)
    return no('NOT_YOUR_OWN_ARCHIVE', '建档人不得审批本人所建档案。', 'Nobody approves the archive they opened.');
  const summary = text('建档已批准。', 'The opening of the archive is approved.');
  return accepted([{ approved: true as const }], why.explain('APPROVED', summary));
};
