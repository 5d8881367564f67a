import { oneMonth, type SalesPolicy } from '../policies/index.ts';
import type { Keeping, Unit, UnitState } from './unit.ts';

const described = {
  unitId: 'u',
  siteId: 's',
  building: '1',
  floor: 3,
  number: '0301',
  layout: '三房',
  areaHundredths: 11_250,
  orientation: '南',
  listPriceFen: 147_896_000,
  product: 'residential',
  version: 1,
} as const;

export const heldAt = new Date('2026-03-02T12:00:00+08:00');

/** Held by Li for the client `wang` from 2 March, noon, for 48 hours. For tests. */
export const holdForWang: Extract<Keeping, { kind: 'held' }> = {
  kind: 'held',
  keepingId: 'keeping',
  staffId: 'li',
  clientId: 'wang',
  reason: null,
  since: heldAt,
  until: new Date('2026-03-04T12:00:00+08:00'),
};

export const reservedForGood: Extract<Keeping, { kind: 'reserved' }> = {
  kind: 'reserved',
  keepingId: 'keeping',
  staffId: 'manager',
  clientId: null,
  reason: 'developer-use',
  since: heldAt,
  until: null,
};

/** The demo unit 1-0301 in that state. For tests. */
export const aUnit = (state: UnitState): Unit => {
  if (state === 'available') return { ...described, state, dealId: null, keeping: null };
  if (state === 'held') return { ...described, state, dealId: null, keeping: holdForWang };
  if (state === 'reserved') return { ...described, state, dealId: null, keeping: reservedForGood };
  return { ...described, state, dealId: 'deal', keeping: null };
};

/** The preset `one-month`, with these changes. For tests. */
export const policyWith = (changes: Partial<SalesPolicy> = {}) => ({
  name: 'sales-reception',
  preset: 'one-month',
  version: 1,
  effectiveFrom: new Date('2026-01-01T00:00:00+08:00'),
  params: { ...oneMonth, ...changes },
});
