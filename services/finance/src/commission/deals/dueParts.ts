import { splitByParts } from '@shouwen/kernel';
import type { Circumstances, CommissionDue } from '../commission.ts';

export type DueFacts = Pick<Circumstances, 'contractedAt' | 'receivedFen'> & {
  readonly due: CommissionDue;
  readonly priceFen: number;
};

/**
 * FI-1.01: how much of each share is due by now. By cash it is the part of the commission that the price received so far is of the
 * price: multiplied first, rounded once (half up), then divided by the shares. It is always worked out from all that was received,
 * so that the parts of all payments add up to the whole.
 */
export const dueParts = (shares: readonly number[], facts: DueFacts): number[] => {
  const dueFen = dueOf(
    shares.reduce((sum, share) => sum + share, 0),
    facts,
  );
  return dueFen === 0 ? shares.map(() => 0) : splitByParts(dueFen, shares);
};

const dueOf = (totalFen: number, { due, contractedAt, receivedFen, priceFen }: DueFacts): number => {
  switch (due) {
    case 'subscription':
      return totalFen;
    case 'contract':
      return contractedAt === null ? 0 : totalFen;
    case 'cash': {
      const received = BigInt(Math.min(Math.max(receivedFen, 0), priceFen));
      const price = BigInt(priceFen);
      return Number((2n * BigInt(totalFen) * received + price) / (2n * price));
    }
  }
};
