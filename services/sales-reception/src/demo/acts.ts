import type { CommandResult } from '@shouwen/access';
import type { DemoStep } from '@shouwen/demo';
import { recordViolation } from '../conduct/index.ts';
import { lapseClaims } from '../ownership/index.ts';
import { confirmRegistrations } from '../registers/index.ts';
import { closeRotation, leaveFloor, openRotation, returnToFloor } from '../rotation/index.ts';
import { buy, followUp, giveBack } from './actsWithOwners.ts';
import { answerPhone, endVisit, receive, recognise, register } from './actsWithVisitors.ts';
import { actOnMatter } from './matters.ts';
import type { Scene } from './scene.ts';

/** Lets the people of the site do one step of the history, through the use cases that serve the graph. */
export const act = async (scene: Scene, step: DemoStep): Promise<void> => {
  switch (step.does) {
    case 'open':
      return open(scene, step);
    case 'close':
    case 'confirm':
    case 'leave':
    case 'return':
      return onTheFloor(scene, step);
    case 'receive':
      return receive(scene, step);
    case 'recognise':
      return recognise(scene, step);
    case 'end':
      return endVisit(scene, step);
    case 'register':
      return register(scene, step);
    case 'answer':
      return answerPhone(scene, step);
    case 'followUp':
      return followUp(scene, step);
    case 'deposit':
      return buy(scene, step);
    case 'cancel':
      return giveBack(scene, step);
    default:
      return actOnMatter(scene, step);
  }
};

/** What lapsed over night is written down when the day opens, as it is at every opening (SR-3.01, SR-3.02). */
const open = async (scene: Scene, step: Extract<DemoStep, { does: 'open' }>): Promise<void> => {
  const { siteId, stage } = scene;
  const context = scene.dutyPerson(step.at);
  const roster = step.roster.map((consultantId) => ({ consultantId, fullDay: true, checkedIn: true }));
  stage.accepted(`opening at ${step.at}`, await openRotation(context, { siteId, roster, ...scene.key(step.key) }));
  await lapseClaims.batch(context, { siteId, now: context.now });
  scene.roster = step.roster;
};

type OnTheFloor = Extract<DemoStep, { does: 'close' | 'confirm' | 'leave' | 'return' }>;

const onTheFloor = async (scene: Scene, step: OnTheFloor): Promise<void> => {
  scene.stage.accepted<unknown>(`${step.does} at ${step.at}`, await commandOf(scene, step));
};

const commandOf = (scene: Scene, step: OnTheFloor): Promise<CommandResult<unknown>> => {
  const { siteId } = scene;
  const key = scene.key(step.key);
  if (step.does === 'close')
    return closeRotation({ ...scene.dutyPerson(step.at), recordViolation }, { siteId, ...key });
  if (step.does === 'confirm') return confirmRegistrations(scene.manager(step.at), { siteId, date: step.date, ...key });
  const { consultantId } = step;
  if (step.does === 'return')
    return returnToFloor({ ...scene.manager(step.at), recordViolation }, { siteId, consultantId, ...key });
  const errand = { reason: 'officialBusiness', announced: true, confirmed: true } as const;
  return leaveFloor(scene.manager(step.at), { siteId, consultantId, ...errand, ...key });
};
