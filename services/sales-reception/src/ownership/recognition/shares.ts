import type { SalesPolicy } from '../../policies/index.ts';
import type { Share, Sharing } from '../claims/claim.ts';

/** One consultant's part in the consultants' share of a deal; parts are weights, the role says why. */
export type ConsultantPart = Pick<Share, 'staffId' | 'role'> & { readonly parts: number };

/** The parts with their weights under the policy of the day on which the deal closes; whoever has nothing is left out. */
export const partsOf = ({ shares }: Sharing, params: SalesPolicy): ConsultantPart[] =>
  shares
    .map(({ staffId, role, parts }, place) => ({ staffId, role, parts: parts ?? byPolicy(role, place, params) }))
    .filter(({ parts }) => parts > 0);

const byPolicy = (role: Share['role'], place: number, params: SalesPolicy): number => {
  switch (role) {
    case 'original':
      return params['recognition.originalPart'];
    case 'new':
      return params['recognition.newPart'];
    case 'first':
      return params['designation.firstPart'];
    case 'designated':
      return params['designation.designatedPart'];
    case 'joint':
      return params[place === 0 ? 'family.firstPart' : 'family.otherPart'];
    case 'owner':
    case 'ruled':
      return 100;
  }
};
