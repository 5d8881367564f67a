import {
  accepted,
  type Decision,
  firstRefusal,
  minutesAfter,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../policies/index.ts';
import { type Keeping, type Unit, unitName } from './unit.ts';
import { type UnitRefusal, unitFor } from './unitFor.ts';

export type HoldFacts = {
  readonly unit: Unit;
  readonly clientId: string;
  readonly staffId: string;
  /** How many units the holder holds at that instant. */
  readonly holding: number;
  readonly keepingId: string;
  readonly at: Date;
  readonly policy: PolicyVersion<SalesPolicy>;
};
export type UnitHeld = { readonly type: 'UnitHeld'; readonly keeping: Extract<Keeping, { kind: 'held' }> };
export type HoldRefusal = UnitRefusal | Refusal<'HOLD_LIMIT'>;

const unitIsFree: Requirement<HoldFacts, HoldRefusal> = ({ unit, clientId }) => {
  // Held for the same client already: a hold is not prolonged, the client waits for its end like everybody else.
  const again = unit.state === 'held' && unit.keeping.clientId === clientId;
  if (!again) return unitFor(unit, clientId);
  const message = text(
    '该房源已为此客户保留，不可续期。',
    'The unit is held for this client already; a hold is not prolonged.',
  );
  return { code: 'UNIT_HELD', rule: 'SR-9.01', message };
};

const holderHasRoom: Requirement<HoldFacts, HoldRefusal> = ({ holding, policy: { params } }) =>
  holding < params['hold.maxPerConsultant']
    ? null
    : {
        code: 'HOLD_LIMIT',
        rule: 'SR-9.03',
        message: text('已达同时保留套数的上限。', 'No more units can be held at a time.'),
      };

/** SR-9.01, SR-9.03: whether a unit may be held for a client by the procedure, and until when. */
export const decideHoldUnit = (facts: HoldFacts): Decision<UnitHeld, HoldRefusal> => {
  const { unit, staffId, clientId, keepingId, at, policy } = facts;
  const hours = policy.params['hold.hours'];
  const why = reasoning(at).apply('SR-9.01', 'SR-9.03').under(policy).fact('unit', unitName(unit));
  why.fact('state', unit.state).fact('holding', facts.holding);
  why.fact('hold.hours', hours).fact('hold.maxPerConsultant', policy.params['hold.maxPerConsultant']);
  const refusal = firstRefusal([unitIsFree, holderHasRoom], facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  const until = minutesAfter(at, hours * 60);
  const keeping = { kind: 'held', keepingId, staffId, clientId, reason: null, since: at, until } as const;
  why.fact('until', until.toISOString(), until);
  const summary = text(`${unitName(unit)} 保留 ${hours} 小时。`, `${unitName(unit)} is held for ${hours} hours.`);
  return accepted([{ type: 'UnitHeld', keeping }], why.explain('held', summary));
};
