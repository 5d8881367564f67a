import {
  accepted,
  addDays,
  type Decision,
  type IsoDate,
  type PolicyVersion,
  type Refusal,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { LeasingPolicy, PipelineStage } from '../policies/index.ts';
import { type PipelineCase, stageAfter } from './pipeline.ts';

/** SR-11.01: a stage entered today is due until 24:00 of this day. */
export const stageDueOn = (stage: PipelineStage, today: IsoDate, params: LeasingPolicy): IsoDate =>
  addDays(today, params[`pipeline.days.${stage}`]);

type CaseFacts = Pick<PipelineCase, 'state' | 'stage' | 'ownerId' | 'finishedAt' | 'dueOn'>;

export type FinishFacts = {
  readonly now: Date;
  readonly today: IsoDate;
  readonly one: CaseFacts;
  readonly actorId: string;
  /** What the stage must have brought: needs, a proposal, a viewing with feedback; true where nothing is asked. */
  readonly workDone: boolean;
};
export type StageFinished = { readonly type: 'StageFinished'; readonly late: boolean };
export type FinishCode = 'CASE_CLOSED' | 'NOT_STAGE_OWNER' | 'STAGE_FINISHED' | 'STAGE_WORK_MISSING';

/** SR-11.01: may the owner of the stage say that it is finished? */
export const decideFinish = (facts: FinishFacts): Decision<StageFinished, Refusal<FinishCode>> => {
  const { one, actorId, today } = facts;
  const why = reasoning(facts.now)
    .apply('SR-11.01')
    .fact('stage', one.stage)
    .fact('dueOn', one.dueOn)
    .fact('today', today);
  const code: FinishCode | null =
    one.state !== 'open'
      ? 'CASE_CLOSED'
      : one.ownerId !== actorId
        ? 'NOT_STAGE_OWNER'
        : one.finishedAt !== null
          ? 'STAGE_FINISHED'
          : facts.workDone
            ? null
            : 'STAGE_WORK_MISSING';
  if (code) return refused({ code, rule: 'SR-11.01', message: messages[code] }, why.explain('refused', messages[code]));
  const late = today > one.dueOn;
  const summary = late
    ? text('阶段已完成，但已逾期。', 'The stage is finished, but late.')
    : text('阶段已完成。', 'The stage is finished.');
  return accepted([{ type: 'StageFinished', late }], why.explain(late ? 'late' : 'in-time', summary));
};

export type CheckFacts = {
  readonly now: Date;
  readonly today: IsoDate;
  readonly one: CaseFacts;
  readonly checkerId: string;
  readonly passed: boolean;
  /** Who goes on with the next stage. */
  readonly nextOwnerId: string;
  readonly nextOwnerKnown: boolean;
};
/** Where the case stands after the check: the next stage, the same once more, or its end. */
export type StageChecked = {
  readonly type: 'StageChecked';
  readonly state: 'open' | 'signed';
  readonly stage: PipelineStage;
  readonly ownerId: string;
  readonly dueOn: IsoDate;
};
export type CheckCode = 'CASE_CLOSED' | 'OWN_STAGE' | 'STAGE_NOT_FINISHED' | 'STAGE_OWNER_UNKNOWN';

/** SR-11.01: the quality check by somebody else, without which no next stage begins. */
export const decideCheck = (
  facts: CheckFacts,
  policy: PolicyVersion<LeasingPolicy>,
): Decision<StageChecked, Refusal<CheckCode>> => {
  const { one, today, passed, nextOwnerId } = facts;
  const why = reasoning(facts.now).under(policy).apply('SR-11.01').fact('stage', one.stage).fact('passed', passed);
  const code = checkFault(facts);
  if (code) return refused({ code, rule: 'SR-11.01', message: messages[code] }, why.explain('refused', messages[code]));
  const next = stageAfter(one.stage);
  const stage = passed ? (next ?? one.stage) : one.stage;
  const state = passed && next === null ? ('signed' as const) : ('open' as const);
  const ownerId = passed && next !== null ? nextOwnerId : one.ownerId;
  const dueOn = state === 'open' ? stageDueOn(stage, today, policy.params) : one.dueOn;
  why.fact('next', state === 'signed' ? 'signed' : stage).fact('dueOn', dueOn);
  const summary = passed
    ? text('质量检查通过。', 'The stage passed the check.')
    : text('质量检查未通过，须重做。', 'The stage has to be done again.');
  return accepted(
    [{ type: 'StageChecked', state, stage, ownerId, dueOn }],
    why.explain(passed ? 'passed' : 'failed', summary),
  );
};

const checkFault = ({ one, checkerId, passed, nextOwnerKnown }: CheckFacts): CheckCode | null => {
  if (one.state !== 'open') return 'CASE_CLOSED';
  if (one.ownerId === checkerId) return 'OWN_STAGE';
  if (one.finishedAt === null) return 'STAGE_NOT_FINISHED';
  return passed && stageAfter(one.stage) !== null && !nextOwnerKnown ? 'STAGE_OWNER_UNKNOWN' : null;
};

const messages = {
  CASE_CLOSED: text('该业务已结束。', 'This case is closed.'),
  NOT_STAGE_OWNER: text('只有本阶段责任人可以完成该阶段。', 'Only the owner of the stage finishes it.'),
  STAGE_FINISHED: text('该阶段已完成，待检查。', 'The stage is finished and waits for its check.'),
  STAGE_WORK_MISSING: text('本阶段应有的记录尚缺。', 'The stage has not brought yet what it must.'),
  OWN_STAGE: text('不得检查本人负责的阶段。', 'Nobody checks their own stage.'),
  STAGE_NOT_FINISHED: text('该阶段尚未完成。', 'The stage is not finished yet.'),
  STAGE_OWNER_UNKNOWN: text(
    '下一阶段责任人不是本案场在岗人员。',
    'The owner of the next stage holds no post at this site.',
  ),
} as const;
