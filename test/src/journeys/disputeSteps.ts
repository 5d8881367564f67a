import type { Person } from '@shouwen/diary';
import { carryOut } from './stage.ts';

export const disputeFields = `... on DisputeDone { dispute { id state shares { staff { id } parts } deals { releasedAt }
  proposals { id answer } explanation { applied { id } } } }`;

export type Dispute = {
  readonly id: string;
  readonly state: string;
  readonly shares: readonly { readonly staff: { readonly id: string }; readonly parts: number }[] | null;
  readonly deals: readonly { readonly releasedAt: string | null }[];
  readonly proposals: readonly { readonly id: string; readonly answer: string | null }[];
  readonly explanation: { readonly applied: readonly { readonly id: string }[] };
};

type Act = 'openDispute' | 'makeStatement' | 'ruleDispute' | 'approveRuling';

/** Somebody does something about a dispute, and it is accepted. */
export const inDispute = async (
  person: Person,
  at: Date,
  name: Act,
  input: Record<string, unknown>,
): Promise<Dispute> =>
  (await carryOut<{ dispute: Dispute }>(person, at, { name, fields: disputeFields, input })).dispute;
