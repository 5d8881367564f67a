import { contradiction, mustAddUpTo100, type PolicyFault, text } from '@shouwen/kernel';
import { claimContradiction } from './claimPolicy.ts';
import { hostingContradiction } from './hostingPolicy.ts';
import { leasingContradiction } from './leasingPolicy.ts';
import type { SalesPolicy } from './salesPolicy.ts';

/** The first thing that the parameters must not say together, null when they agree. */
export const contradictionIn = (params: SalesPolicy): PolicyFault | null => {
  for (const contradicts of contradictions) {
    const fault = contradicts(params);
    if (fault) return fault;
  }
  return null;
};

const freshnessTooLong = text('保鲜期不得长于有效期。', 'a freshness must not be longer than the validity.');
const tripleNeedsFreshness = text('三位一体须设保鲜期。', 'triple proof needs a freshness.');
const endsBeforeItBegins = text('结束须晚于开始。', 'must be later than its beginning.');

/** The shortest month has 28 days, and a window must fit into it. */
const contradictions: readonly ((params: SalesPolicy) => PolicyFault | null)[] = [
  ({ 'claim.freshnessDays': fresh, 'claim.validityMonths': months }) =>
    fresh !== null && fresh > months * 28 ? contradiction('claim.freshnessDays', freshnessTooLong) : null,
  ({ 'call.freshnessDays': fresh, 'call.toVisitDays': days, 'claim.validityMonths': months }) =>
    fresh !== null && fresh > (days ?? months * 28) ? contradiction('call.freshnessDays', freshnessTooLong) : null,
  ({ 'claim.proof': proof, 'claim.freshnessDays': fresh }) =>
    proof === 'triple' && fresh === null ? contradiction('claim.freshnessDays', tripleNeedsFreshness) : null,
  ({ 'rotation.hours.from': from, 'rotation.hours.to': to }) =>
    from < to ? null : contradiction('rotation.hours.to', endsBeforeItBegins),
  ({ 'lunch.from': from, 'lunch.to': to }) => (from < to ? null : contradiction('lunch.to', endsBeforeItBegins)),
  (params) => mustAddUpTo100(params, ['recognition.originalPart', 'recognition.newPart']),
  claimContradiction,
  leasingContradiction,
  hostingContradiction,
];
