import { accepted, type Decision, firstRefusal, type Refusal, type Requirement, refused, text } from '@shouwen/kernel';
import { notOpen } from './closeRotation.decision.ts';
import { type FloorFacts, floorReasoning, isOpenToday } from './floorFacts.ts';
import type { RotationEvent } from './rotationEvents.ts';

export type Preparation = {
  readonly consultantId: string;
  readonly dressAndKit: boolean;
  /** Today's unit availability was read. */
  readonly availabilityRead: boolean;
};

type PreparationFacts = FloorFacts & Preparation;
type PreparationRefusal = Refusal<'ROTATION_NOT_OPEN' | 'NOT_IN_ROTATION' | 'NOT_PREPARED'>;
type PreparationRule = Requirement<PreparationFacts, PreparationRefusal>;

/** SR-1.10: whoever is prepared may take turns; half prepared is not prepared. */
export const decidePreparation = (facts: PreparationFacts): Decision<RotationEvent, PreparationRefusal> => {
  const { consultantId, dressAndKit, availabilityRead, at } = facts;
  const because = floorReasoning(facts)
    .apply('SR-1.10')
    .fact('consultant', consultantId)
    .fact('dressAndKit', dressAndKit)
    .fact('availabilityRead', availabilityRead);
  const refusal = firstRefusal(preparationRules, facts);
  if (refusal) return refused(refusal, because.explain(refusal.code, refusal.message));
  return accepted([{ type: 'PreparationConfirmed', consultantId, at }], because.explain('PREPARED', prepared));
};

const rotationIsOpen: PreparationRule = (facts) => (isOpenToday(facts) ? null : notOpen);

const takesPart: PreparationRule = ({ rotation, consultantId }) =>
  rotation.order.includes(consultantId)
    ? null
    : {
        code: 'NOT_IN_ROTATION',
        rule: 'SR-1.14',
        message: text('该置业顾问不在今日轮排中。', "The consultant does not take part in today's rotation."),
      };

const wholly: PreparationRule = ({ dressAndKit, availabilityRead }) =>
  dressAndKit && availabilityRead
    ? null
    : {
        code: 'NOT_PREPARED',
        rule: 'SR-1.10',
        message: text('着装道具与当日房源须都已核对。', 'Dress, kit and the availability of the day, all of it.'),
      };

const preparationRules = [rotationIsOpen, takesPart, wholly];

const prepared = text('接待前准备已确认。', 'Prepared to receive.');
