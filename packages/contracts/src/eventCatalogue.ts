import type { EventContract } from './defineEvent.ts';
import * as clientRecords from './events/clientRecords.ts';
import * as finance from './events/finance.ts';
import * as organization from './events/organization.ts';
import * as propertyService from './events/propertyService.ts';
import * as salesConduct from './events/salesConduct.ts';
import * as salesDealSteps from './events/salesDealSteps.ts';
import * as salesReception from './events/salesReception.ts';

const published: readonly object[] = [
  organization,
  clientRecords,
  salesReception,
  salesConduct,
  salesDealSteps,
  propertyService,
  finance,
].flatMap((events) => Object.values(events));

/** Every event that any service publishes, by type. */
export const eventCatalogue: ReadonlyMap<string, EventContract> = new Map(
  (published as readonly EventContract[]).map((event) => [event.type, event]),
);
