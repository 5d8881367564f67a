/** What the second person found. */
export const contractOutcomes = ['correct', 'returned'] as const;
export type ContractOutcome = (typeof contractOutcomes)[number];

type Drawn = {
  readonly contractId: string;
  readonly dealId: string;
  readonly drawnBy: string;
  readonly drawnAt: Date;
};
type Checked = Drawn & { readonly checkedBy: string; readonly checkedAt: Date };

/** A sale contract on its way (SR-9.04): drawn up by one, checked by another, then signed, unless a fault is found. */
export type Contract =
  | (Drawn & { readonly state: 'drawn' })
  /** The checker sent it back; another has to be drawn up. */
  | (Checked & { readonly state: 'returned' })
  | (Checked & { readonly state: 'correct' })
  | (Checked & { readonly state: 'signed'; readonly signedAt: Date })
  /** A fault was found after the check, before or after the signatures: booked to both. */
  | (Checked & { readonly state: 'faulty'; readonly signedAt: Date | null; readonly faultFoundAt: Date })
  | SupersededContract;

/** Drawn up for a unit, a buyer or a price that is another now, and not signed: another has to be drawn up and checked. */
export type SupersededContract = Drawn & { readonly state: 'superseded'; readonly supersededAt: Date };

/** The contract that counts: neither sent back, nor found faulty, nor of other terms. */
export type LiveContract = Extract<Contract, { state: 'drawn' | 'correct' | 'signed' }>;
