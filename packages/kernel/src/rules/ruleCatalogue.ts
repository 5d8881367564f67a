import { cr1to2 } from './clientRecords/cr1to2.ts';
import { cr3to5 } from './clientRecords/cr3to5.ts';
import { cr6to8 } from './clientRecords/cr6to8.ts';
import { fi1to2 } from './finance/fi1to2.ts';
import { fi3Floor } from './finance/fi3Floor.ts';
import { fi3Integrity } from './finance/fi3Integrity.ts';
import { fi3Work } from './finance/fi3Work.ts';
import { fi4to9 } from './finance/fi4to9.ts';
import { or1to3 } from './organization/or1to3.ts';
import { or4to6 } from './organization/or4to6.ts';
import { ps1to2 } from './propertyService/ps1to2.ts';
import { ps3 } from './propertyService/ps3.ts';
import { ps4to8 } from './propertyService/ps4to8.ts';
import type { Rule } from './rule.ts';
import { sr1Rotation } from './salesReception/sr1Rotation.ts';
import { sr1Turns } from './salesReception/sr1Turns.ts';
import { sr2 } from './salesReception/sr2.ts';
import { sr3Claims } from './salesReception/sr3Claims.ts';
import { sr3Recognition } from './salesReception/sr3Recognition.ts';
import { sr4to6 } from './salesReception/sr4to6.ts';
import { sr7to8 } from './salesReception/sr7to8.ts';
import { sr9 } from './salesReception/sr9.ts';
import { sr10to12 } from './salesReception/sr10to12.ts';

/**
 * Every rule of the rulebook by its id: what an explanation may cite. Four sections that state a rule of their own beside
 * their numbered ones are rules too: CR-4, FI-3, FI-6, PS-8.
 */
export const ruleCatalogue = Object.freeze({
  ...sr1Rotation,
  ...sr1Turns,
  ...sr2,
  ...sr3Claims,
  ...sr3Recognition,
  ...sr4to6,
  ...sr7to8,
  ...sr9,
  ...sr10to12,
  ...cr1to2,
  ...cr3to5,
  ...cr6to8,
  ...ps1to2,
  ...ps3,
  ...ps4to8,
  ...fi1to2,
  ...fi3Floor,
  ...fi3Work,
  ...fi3Integrity,
  ...fi4to9,
  ...or1to3,
  ...or4to6,
});

/** The id of a rule, part of the product: `SR-3.02`, `V-17`. An id that is not in the catalogue does not compile. */
export type RuleId = keyof typeof ruleCatalogue;

/** All rules, in the order of the rulebook. */
export const allRules: readonly Rule<RuleId>[] = Object.values(ruleCatalogue);

/** The rule of that id. */
export const ruleOf = (id: RuleId): Rule<RuleId> => ruleCatalogue[id];

/** Tells whether a text from outside, such as a stored explanation or a request, is the id of a rule. */
export const isRuleId = (id: string): id is RuleId => Object.hasOwn(ruleCatalogue, id);
