import { type Explanation, reasoning, text } from '@shouwen/kernel';
import type { Guest, InvitationRuling } from './clubEvent.ts';

export type ListingFacts = {
  readonly department: string;
  readonly dueAt: Date;
  readonly handedInAt: Date;
  /** The entry that stands for the client, of whatever department. */
  readonly standing: Pick<Guest, 'department' | 'late' | 'listedAt'> | null;
  /** The last word of the coordinator or the general manager about the client. */
  readonly ruling: InvitationRuling | null;
};

/** `LISTED`: theirs; `TAKEN_OVER`: from a department whose list was late; `OTHERS`: another's; `CONFLICT`: to be ruled on. */
export type Listing = {
  readonly outcome: 'LISTED' | 'TAKEN_OVER' | 'OTHERS' | 'CONFLICT';
  readonly late: boolean;
  readonly explanation: Explanation;
};

/** Due at ten means that ten sharp is in time. */
export const isLate = ({ dueAt, handedInAt }: Pick<ListingFacts, 'dueAt' | 'handedInAt'>): boolean =>
  handedInAt > dueAt;

/**
 * SR-7.07: no other department invites whom a list handed in in time names. Who was late loses a client whom another department
 * confirmed too; if both were late the coordinator rules, and until then whoever was first keeps the client.
 */
export const decideListing = (facts: ListingFacts): Listing => {
  const { department, dueAt, handedInAt, standing, ruling } = facts;
  const late = isLate(facts);
  const why = reasoning(handedInAt).apply('SR-7.07').fact('department', department, handedInAt);
  why.fact('dueAt', dueAt.toISOString(), dueAt).fact('late', late);
  if (standing)
    why.fact('alreadyListedBy', standing.department, standing.listedAt).fact('theirsWasLate', standing.late);
  if (ruling) why.fact('ruledFor', ruling.department, ruling.ruledAt);
  const listing = (outcome: Listing['outcome'], summary: ReturnType<typeof text>): Listing => ({
    outcome,
    late,
    explanation: why.explain(outcome, summary),
  });
  if (!standing || standing.department === department) return listing('LISTED', listed);
  if (ruling?.department === standing.department || !standing.late)
    return listing('OTHERS', others(standing.department));
  return late ? listing('CONFLICT', conflict) : listing('TAKEN_OVER', takenOver(standing.department));
};

const listed = text('名单内客户，由本部门邀约。', 'Listed: the client is this department’s to invite.');
const others = (code: string) =>
  text(`已由 ${code} 敲定，不得再邀约。`, `The client is on the list of ${code}; no other department may invite them.`);
const takenOver = (code: string) =>
  text(`${code} 名单迟交，客户归本部门邀约。`, `The list of ${code} was late: the client is this department’s.`);
const conflict = text('双方名单均迟交，由协调助理裁定。', 'Both lists were late: the coordinator rules.');
