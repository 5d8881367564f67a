import type { DataOf, dealClosedV1, siteOpenedV1 } from '@shouwen/contracts';

/** A sales site of the style `one-month`, as organization tells of it. For tests. */
export const siteOpenedEvent = (siteId: string): DataOf<typeof siteOpenedV1> => ({
  siteId,
  kind: 'sales',
  salesPreset: 'one-month',
  servicePreset: null,
  timeZone: 'Asia/Shanghai',
  openedOn: '2026-01-01',
  effectiveFrom: '2026-01-01T00:00:00+08:00',
});

type DealClosed = DataOf<typeof dealClosedV1>;

/** A deal of 2 March 2026 over 1,250,000.00: at 0.8 % a commission of 10,000.00. For tests. */
export const closedDealEvent = (
  deal: Pick<DealClosed, 'siteId' | 'dealId' | 'consultants'> & Partial<DealClosed>,
): DealClosed => ({
  clientId: '00000000-0000-7000-8000-0000000000c1',
  unitId: '00000000-0000-7000-8000-0000000000e1',
  priceFen: 125_000_000,
  closedAt: '2026-03-02T12:09:00+08:00',
  closedOn: '2026-03-02',
  subscribedOn: '2026-03-02',
  product: 'residential',
  channel: 'none',
  introducerId: null,
  rules: ['SR-3.07'],
  policyVersion: 1,
  ...deal,
});
