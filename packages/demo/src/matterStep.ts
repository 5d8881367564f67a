import type { DemoClient } from './clients.ts';
import type { DemoPartner } from './partners.ts';

/** A space for rent as the price list has it; areas in hundredths of a square metre, amounts in fen a month. */
export type DemoSpace = {
  readonly building: string;
  readonly floor: number;
  readonly number: string;
  readonly layout: string;
  readonly areaHundredths: number;
  readonly netAreaHundredths: number;
  readonly orientation: string;
  readonly fitOut: 'bare' | 'standard' | 'furnished';
  readonly neighbours: readonly string[];
  readonly rentFen: number;
  readonly managementFeeFen: number;
  readonly shortestMonths: number;
  readonly flexibleTerms: string | null;
};

/** Who asks for a space to rent. */
export type DemoEnquiry = {
  readonly company: string;
  readonly business: string;
  readonly standing: 'ordinary' | 'known' | 'renowned';
  /** Without a card, it is an anonymous visitor (SR-10.06). */
  readonly leftCard: boolean;
  readonly areaHundredths: number;
  readonly rentExpectedFen: number | null;
  readonly presentBuilding: string | null;
};

/** What goes on behind the sales floor: units, papers and money; disputes and violations; leasing, brokers, guests. */
export type DemoMatter =
  | {
      readonly does: 'target';
      readonly period: string;
      /** Null: of the site. */
      readonly staffId: string | null;
      readonly units: number;
      readonly amountFen: number;
      readonly cashFen: number;
    }
  /** The developer keeps a unit off the market until then. */
  | { readonly does: 'reserve'; readonly unit: number; readonly until: string }
  /** By the owner of the client. */
  | { readonly does: 'hold'; readonly client: DemoClient; readonly unit: number }
  /** By the owner of the client; the manager has not answered yet. */
  | {
      readonly does: 'askPrice';
      readonly client: DemoClient;
      readonly unit: number;
      readonly discountBasisPoints: number;
    }
  /** `deal` is the key of the deposit, here and below. */
  | {
      readonly does: 'pay';
      readonly deal: string;
      readonly kind: 'deposit' | 'instalment';
      readonly amountFen: number;
    }
  /** Drawn up and signed by whoever received the buyer, checked by the manager. */
  | { readonly does: 'contract'; readonly deal: string; readonly step: 'draw' | 'check' | 'sign' }
  /** Between those who received the client in these two visits; opened by the second of them, or by the manager. */
  | {
      readonly does: 'dispute';
      readonly client: DemoClient;
      readonly visits: readonly [string, string];
      readonly openedBy: 'second' | 'manager';
    }
  /** By whoever received in that visit. */
  | { readonly does: 'state'; readonly dispute: string; readonly visit: string; readonly said: string }
  | {
      readonly does: 'rule';
      readonly dispute: string;
      readonly visits: readonly [string, string];
      readonly parts: readonly [number, number];
      readonly reason: string;
    }
  /** By the duty person. */
  | { readonly does: 'report'; readonly staffId: string; readonly code: string; readonly note: string }
  | { readonly does: 'broker'; readonly partner: DemoPartner }
  | { readonly does: 'brochure'; readonly reference: string }
  | { readonly does: 'space'; readonly space: DemoSpace }
  | { readonly does: 'enquire'; readonly enquiry: DemoEnquiry }
  | { readonly does: 'moveEnquiry'; readonly enquiry: string; readonly to: 'viewing' | 'negotiation' }
  | { readonly does: 'quote'; readonly enquiry: string; readonly space: string; readonly months: number }
  | {
      readonly does: 'openCase';
      readonly client: DemoClient;
      readonly areaFromHundredths: number;
      readonly areaToHundredths: number;
      readonly budgetFen: number;
    }
  /** Finished and proposed by the owner of the client, checked by the manager. */
  | {
      readonly does: 'workCase';
      readonly case: string;
      readonly client: DemoClient;
      readonly step: 'finish' | 'check' | 'propose';
    }
  | {
      readonly does: 'host';
      readonly subject: string;
      readonly guestKind: 'government' | 'business';
      readonly guests: number;
      readonly companionIds: readonly string[];
      readonly tourAt: string;
    }
  | { readonly does: 'prepare'; readonly hosting: string; readonly preparer: 'security' | 'cleaning' }
  | {
      readonly does: 'archive';
      readonly hosting: string;
      readonly photos: readonly string[];
      readonly minutes: string;
    };

/** `key` is its own within the site, `at` an instant with its zone. */
export type DemoMatterStep = { readonly key: string; readonly at: string } & DemoMatter;
