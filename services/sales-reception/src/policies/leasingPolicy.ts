import { contradiction, type ParamSpec, type PolicyDefinition, type PolicyFault, text } from '@shouwen/kernel';
import { leasingNumbers } from './leasingNumbers.ts';

/** SR-10.02: a tenant's standing and the length of the lease decide how much a negotiator may give. */
export const standings = ['ordinary', 'known', 'renowned'] as const;
export type Standing = (typeof standings)[number];
export const leaseTerms = ['short', 'long', 'veryLong'] as const;
export type LeaseTerm = (typeof leaseTerms)[number];

/** What may be given to a broker (SR-10.05). */
export const brokerSights = [
  'brochure',
  'vacancies',
  'cautious-quotes',
  'quotes',
  'flexible-terms',
  'floor-plans',
  'viewings',
] as const;
export type BrokerSight = (typeof brokerSights)[number];

/** The stages of the brokerage pipeline (SR-11.01) that have a due time. */
export const pipelineStages = ['needs', 'matching', 'viewing', 'negotiation', 'signing'] as const;
export type PipelineStage = (typeof pipelineStages)[number];

/** What SR-10 and SR-11 leave to the company. Discounts are whole per cent, amounts fen, days calendar days. */
export type LeasingPolicy = {
  readonly [key in `lease.discount.${Standing}.${LeaseTerm}`]: number;
} & {
  readonly [key in `pipeline.days.${PipelineStage}`]: number;
} & {
  /** From how many months on a lease is long, and very long. */
  readonly 'lease.longFromMonths': number;
  readonly 'lease.veryLongFromMonths': number;
  /** The monthly fee of a telephone line and of a parking place. */
  readonly 'lease.phoneLineFen': number;
  readonly 'lease.parkingPlaceFen': number;
  /** SR-10.01: how far a space may be from the area wanted, in per cent of it. */
  readonly 'lease.areaTolerance': number;
  /** SR-10.03: within which days after the visit the first follow-up is made; days as deadlines count them. */
  readonly 'lease.firstFollowUpFromDays': number;
  readonly 'lease.firstFollowUpThroughDays': number;
  readonly 'lease.followUpEveryDays': number;
  readonly 'lease.followUpForDays': number;
  /** SR-10.05, SR-10.06: what a cautious quote is, and the step it is rounded up to. */
  readonly 'quote.cautious': 'rounded-up' | 'list-price-only';
  readonly 'quote.cautiousRentStepFen': number;
  readonly 'quote.cautiousPriceStepFen': number;
  /** SR-10.05: what a broker of each kind gets. */
  readonly 'broker.partnerGets': readonly BrokerSight[];
  readonly 'broker.newGets': readonly BrokerSight[];
  readonly 'broker.observerGets': readonly BrokerSight[];
  /** SR-11.02: how much a proposal loses for each attribute that the client rejected before. */
  readonly 'pipeline.rejectionWeight': number;
};

const preset: LeasingPolicy = {
  ...leasingNumbers.values,
  'quote.cautious': 'rounded-up',
  'broker.partnerGets': ['brochure', 'vacancies', 'quotes', 'flexible-terms', 'floor-plans', 'viewings'],
  'broker.newGets': ['brochure', 'vacancies', 'cautious-quotes'],
  'broker.observerGets': ['brochure'],
};

/** The sources know one leasing desk, so both presets are alike. */
export const leasingPresets = { 'one-month': preset, 'triple-confirmation': preset } as const;

const gets = (key: `broker.${'partner' | 'new' | 'observer'}Gets`, zh: string, en: string) =>
  ({
    type: 'list',
    options: brokerSights,
    default: preset[key],
    rule: 'SR-10.05',
    sentence: text(`${zh}可获得的资料。`, `What ${en} gets.`),
  }) as const satisfies ParamSpec<readonly string[]>;

export const leasingParams: PolicyDefinition<LeasingPolicy>['params'] = {
  ...leasingNumbers.params,
  'quote.cautious': {
    type: 'enum',
    options: ['rounded-up', 'list-price-only'],
    default: preset['quote.cautious'],
    rule: 'SR-10.05',
    sentence: text(
      '保守报价：向上取整，还是只报表价而不报其他费用。',
      'A cautious quote: rounded up, or the list price alone without other charges.',
    ),
  },
  'broker.partnerGets': gets('broker.partnerGets', '合作中介', 'a partner broker'),
  'broker.newGets': gets('broker.newGets', '新中介', 'a new broker'),
  'broker.observerGets': gets('broker.observerGets', '观察类中介', 'an observer'),
};

const longer = text('须晚于前一期限。', 'must be later than the limit before it.');

/** The first thing that these parameters must not say together, null when they agree. */
export const leasingContradiction = (params: LeasingPolicy): PolicyFault | null => {
  if (params['lease.veryLongFromMonths'] <= params['lease.longFromMonths'])
    return contradiction('lease.veryLongFromMonths', longer);
  return params['lease.firstFollowUpThroughDays'] < params['lease.firstFollowUpFromDays']
    ? contradiction('lease.firstFollowUpThroughDays', longer)
    : null;
};
