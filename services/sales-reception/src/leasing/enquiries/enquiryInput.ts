import type { Standing } from '../../policies/index.ts';
import type { FitOut } from '../spaces/index.ts';
import type { OpenEnquiry } from './openEnquiry.ts';

export type OpenInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly byVisit: boolean;
  readonly clientId?: string | null;
  readonly leftCard: boolean;
  readonly company: string;
  readonly business?: string | null;
  readonly standing: string;
  readonly rentAsked?: number | null;
  readonly rentExpected?: number | null;
  readonly presentBuilding?: string | null;
  readonly area: number;
  readonly layout?: string | null;
  readonly floorFrom?: number | null;
  readonly floorTo?: number | null;
  readonly orientation?: string | null;
  readonly fitOut?: string | null;
  readonly netToGrossPercent?: number | null;
};

/** The input of the graph in our words; an area finer than a hundredth is rounded, since a wish is no measurement. */
export const toOpenEnquiry = (input: OpenInput): OpenEnquiry => ({
  idempotencyKey: input.idempotencyKey,
  siteId: input.siteId,
  byVisit: input.byVisit,
  clientId: input.clientId ?? null,
  leftCard: input.leftCard,
  company: input.company,
  business: input.business ?? null,
  standing: input.standing.toLowerCase() as Standing,
  rentAskedFen: input.rentAsked ?? null,
  rentExpectedFen: input.rentExpected ?? null,
  presentBuilding: input.presentBuilding ?? null,
  areaHundredths: Math.round(input.area * 100),
  layout: input.layout ?? null,
  floorFrom: input.floorFrom ?? null,
  floorTo: input.floorTo ?? null,
  orientation: input.orientation ?? null,
  fitOut: (input.fitOut?.toLowerCase() as FitOut | undefined) ?? null,
  netToGrossPercent: input.netToGrossPercent ?? null,
});
