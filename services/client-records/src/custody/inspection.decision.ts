import {
  accepted,
  type Decision,
  firstRefusal,
  monthsWindowEnd,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import { type Finding, findings } from './inspection.ts';

export type InspectionRefusal = Refusal<
  | 'INSPECTION_OPEN'
  | 'INSPECTION_DONE'
  | 'INSPECTION_INCOMPLETE'
  | 'NOT_THE_CUSTODIAN'
  | 'HUMIDITY_INVALID'
  | 'NO_FILES'
>;

const no = (code: InspectionRefusal['code'], zh: string, en: string): InspectionRefusal => ({
  code,
  rule: code === 'NOT_THE_CUSTODIAN' ? 'CR-3.02' : 'CR-3.04',
  message: text(zh, en),
});

export type StartFacts = { readonly now: Date; readonly by: string; readonly anotherIsOpen: boolean };

/** CR-3.04: one inspection of a part of a room at a time. */
export const decideStart = ({ now, by, anotherIsOpen }: StartFacts): Decision<{ done: true }, InspectionRefusal> => {
  const why = reasoning(now).apply('CR-3.04').fact('by', by, now);
  if (anotherIsOpen) {
    const refusal = no('INSPECTION_OPEN', '该库房的检查尚未完成。', 'An inspection of this part of the room is open.');
    return refused(refusal, why.explain('REFUSED', refusal.message));
  }
  return accepted([{ done: true as const }], why.explain('STARTED', text('检查已开始。', 'The inspection has begun.')));
};

export type SeenFile = { readonly fileId: string; readonly finding: Finding; readonly custodianId: string };

export type RecordFacts = {
  readonly now: Date;
  readonly by: string;
  readonly classified: boolean;
  readonly completedAt: Date | null;
  readonly lines: readonly SeenFile[];
  /** What was recorded of these files before, in the same inspection. */
  readonly before: ReadonlyMap<string, Finding>;
};

/** The files whose loss has just come to light: CR-5 wants it reported at once, and once. */
export type LinesRecorded = { readonly lost: readonly string[] };

const isOpen: Requirement<{ readonly completedAt: Date | null }, InspectionRefusal> = ({ completedAt }) =>
  completedAt === null ? null : no('INSPECTION_DONE', '检查已完成。', 'The inspection is complete.');

const areSome: Requirement<RecordFacts, InspectionRefusal> = ({ lines }) =>
  lines.length >= 1 && lines.length <= 100
    ? null
    : no('NO_FILES', '一次须为 1 至 100 件档案。', 'Record 1 to 100 files at a time.');

const byTheirCustodian: Requirement<RecordFacts, InspectionRefusal> = ({ classified, by, lines }) =>
  classified && lines.some(({ custodianId }) => custodianId !== by)
    ? no(
        'NOT_THE_CUSTODIAN',
        '机密、绝密档案只由其保管人检查。',
        'Classified files are inspected by their custodian alone.',
      )
    : null;

const counted = (all: readonly { readonly finding: Finding }[]): [Finding, number][] =>
  findings.map((finding) => [finding, all.filter((one) => one.finding === finding).length]);

/** CR-3.04: each file found, missing, damaged, faded or repaired; classified ones by their custodian alone (CR-3.02). */
export const decideRecord = (facts: RecordFacts): Decision<LinesRecorded, InspectionRefusal> => {
  const { now, by, lines, before } = facts;
  const why = reasoning(now).apply('CR-3.04').fact('by', by, now);
  if (facts.classified) why.apply('CR-3.02');
  for (const [finding, count] of counted(lines)) why.fact(finding, count);
  const refusal = firstRefusal<RecordFacts, InspectionRefusal>([isOpen, areSome, byTheirCustodian], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const lost = lines
    .filter(({ fileId, finding }) => finding === 'missing' && before.get(fileId) !== 'missing')
    .map(({ fileId }) => fileId);
  if (lost.length > 0) why.apply('CR-5.01');
  return accepted([{ lost }], why.explain('RECORDED', text('检查结果已记录。', 'The findings are recorded.')));
};

export type CompletionFacts = {
  readonly now: Date;
  readonly by: string;
  readonly completedAt: Date | null;
  /** How many files of the room have no line yet. */
  readonly without: number;
  readonly lines: readonly { readonly finding: Finding }[];
  readonly humidityPercent: number;
  readonly mould: boolean;
  readonly policy: PolicyVersion<{ readonly 'custody.inspectionMonths': number }>;
};

export type InspectionCompleted = { readonly nextDueOn: string };

const isWhole: Requirement<CompletionFacts, InspectionRefusal> = ({ without }) =>
  without === 0 ? null : no('INSPECTION_INCOMPLETE', '尚有档案未检查。', 'Files of the room have no line yet.');

const humidityIsOne: Requirement<CompletionFacts, InspectionRefusal> = ({ humidityPercent }) =>
  Number.isInteger(humidityPercent) && humidityPercent >= 0 && humidityPercent <= 100
    ? null
    : no('HUMIDITY_INVALID', '湿度须为 0 至 100。', 'Humidity is 0 to 100 per cent.');

/** The last day on which the next inspection is in time: so many months from that day on. */
export const nextInspectionDue = (
  lastOn: string,
  { params }: PolicyVersion<{ readonly 'custody.inspectionMonths': number }>,
): string => monthsWindowEnd(lastOn, params['custody.inspectionMonths']);

/** CR-3.04: complete when each file of the room has a line, with the humidity and mould of the room. */
export const decideCompletion = (facts: CompletionFacts): Decision<InspectionCompleted, InspectionRefusal> => {
  const { now, by, lines, humidityPercent, mould, policy } = facts;
  const why = reasoning(now).apply('CR-3.04').under(policy).fact('by', by, now);
  for (const [finding, count] of counted(lines)) why.fact(finding, count);
  why.fact('withoutLine', facts.without).fact('humidityPercent', humidityPercent).fact('mould', mould);
  const refusal = firstRefusal<CompletionFacts, InspectionRefusal>([isOpen, isWhole, humidityIsOne], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const nextDueOn = nextInspectionDue(siteDate(now), policy);
  why.fact('nextDueOn', nextDueOn);
  return accepted([{ nextDueOn }], why.explain('COMPLETED', text('检查已完成。', 'The inspection is complete.')));
};
