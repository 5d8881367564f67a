import type { Held } from './held.ts';
import { heldInArchive } from './heldInArchive.ts';
import { heldInCare } from './heldInCare.ts';
import { heldInLoyalty } from './heldInLoyalty.ts';
import { heldInVisits } from './heldInVisits.ts';
import { heldOfClient } from './heldOfClient.ts';
import { heldOnTheWay } from './heldOnTheWay.ts';

export type { Copied, Held, HeldRow } from './held.ts';

/** Every table of this department that knows of persons; the record itself last, and its key with it. */
export const heldTables: readonly Held[] = [
  ...heldInCare,
  ...heldInLoyalty,
  ...heldOnTheWay,
  ...heldInVisits,
  ...heldInArchive,
  ...[...heldOfClient].reverse(),
];
