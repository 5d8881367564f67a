import { type PolicyVersion, reasoning, text } from '@shouwen/kernel';
import type { Attribution } from '../../ownership/index.ts';
import type { Unit } from '../../units/index.ts';
import type { PriceScheme } from '../priceScheme.ts';
import type { ApprovedPrice } from '../prices/priceRules.ts';
import type { ClosingFacts } from './closeDeal.decision.ts';

/** The moment of the deposits below. For tests. */
export const depositAt = new Date('2026-03-02T12:09:00+08:00');

/** The demo unit 1-0301 at 1,478,960.00. For tests. */
export const anAvailableUnit: Unit = {
  unitId: 'unit',
  siteId: 'site',
  building: '1',
  floor: 3,
  number: '0301',
  layout: '三房',
  areaHundredths: 11_250,
  orientation: '南',
  listPriceFen: 147_896_000,
  product: 'residential',
  version: 1,
  state: 'available',
  dealId: null,
  keeping: null,
};

const explanation = reasoning(depositAt)
  .apply('SR-3.07')
  .reject('SR-3.11', text('无人认客。', 'Nobody recognised the client.'))
  .fact('validThrough', '2026-04-01', depositAt)
  .explain('WHOLE', text('顾问部分全归一人。', 'The consultants’ part goes to one consultant.'));

/** Everything to one consultant. For tests. */
export const wholeTo = (staffId: string): Attribution => ({
  consultants: [{ staffId, parts: 100, role: 'owner' }],
  rules: ['SR-3.07'],
  explanation,
});

export const nobodyShares: Attribution = { consultants: [], rules: ['SR-3.09'], explanation };

/** A scheme of 2 %: 1,478,960.00 less 29,579.20 is 1,449,380.80. For tests. */
export const twoPercentOff: PolicyVersion<PriceScheme> = {
  name: 'price-scheme',
  preset: 'one-month',
  version: 3,
  effectiveFrom: new Date('2026-03-01T00:00:00+08:00'),
  params: { 'scheme.discountBasisPoints': 200 },
};

/** The manager approved that price in the morning of 2 March. For tests. */
export const approvedAt = (priceFen: number): ApprovedPrice => ({
  requestId: 'request',
  priceFen,
  requestedBy: 'li',
  decidedBy: 'manager',
  decidedAt: new Date('2026-03-02T10:00:00+08:00'),
  validUntil: new Date('2026-03-10T00:00:00+08:00'),
});

/** A deposit that is in order. For tests, which vary one thing. */
export const aDeposit = (changes: Partial<ClosingFacts> = {}): ClosingFacts => ({
  dealId: 'deal',
  unit: anAvailableUnit,
  clientId: 'client',
  visitId: null,
  closedBy: null,
  by: { act: 'deposit', amountFen: null },
  earnestFen: 0,
  priceFen: anAvailableUnit.listPriceFen,
  channel: 'none',
  introducerId: null,
  referral: null,
  attribution: wholeTo('li'),
  scheme: null,
  approval: null,
  mayStateChannel: false,
  recordedBy: 'staff:li',
  closedAt: depositAt,
  closedOn: '2026-03-02',
  daysLate: 0,
  explanationId: 'why',
  ...changes,
});
