import { toGraphName } from '../../graphNames.ts';
import { stub } from '../graphNames.ts';
import type { Contract } from './contract.ts';

export const contractResolvers = {
  SaleContract: {
    id: ({ contractId }: Contract) => contractId,
    state: ({ state }: Contract) => toGraphName(state),
    drawnBy: ({ drawnBy }: Contract) => stub(drawnBy),
    checkedBy: (contract: Contract) => ('checkedBy' in contract ? stub(contract.checkedBy) : null),
  },
};
