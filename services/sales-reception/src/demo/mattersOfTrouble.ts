import type { DemoMatterStep } from '@shouwen/demo';
import { reportViolation } from '../conduct/index.ts';
import { makeStatement, openDispute, ruleDispute } from '../disputes/index.ts';
import { receivedVisit } from './actsWithVisitors.ts';
import { type Scene, thingMade } from './scene.ts';

type Step<Does extends DemoMatterStep['does']> = Extract<DemoMatterStep, { does: Does }>;

/** SR-7.04: a case about a client whom two received. */
export const dispute = async (scene: Scene, step: Step<'dispute'>): Promise<void> => {
  const { key, at, client, openedBy } = step;
  const sides = await sidesOf(scene, step);
  const by = openedBy === 'manager' ? scene.manager(at) : scene.staff(sides[1], at);
  const input = { siteId: scene.siteId, clientId: client.id, sides, dealId: null, ...scene.key(key) };
  const { disputeId } = scene.stage.accepted(`opening ${key}`, await openDispute(by, input));
  scene.made.set(key, disputeId);
};

export const state = async (scene: Scene, { key, at, visit, said, ...step }: Step<'state'>): Promise<void> => {
  const side = (await receivedVisit(scene, { visit, at })).receiverId;
  const input = { disputeId: thingMade(scene, step.dispute), said, addition: false, ...scene.key(key) };
  scene.stage.accepted(`telling ${key}`, await makeStatement(scene.staff(side, at), input));
};

export const rule = async (scene: Scene, step: Step<'rule'>): Promise<void> => {
  const { key, at, parts, reason } = step;
  const [first, second] = await sidesOf(scene, step);
  const shares = [
    { staffId: first, parts: parts[0] },
    { staffId: second, parts: parts[1] },
  ];
  const input = { disputeId: thingMade(scene, step.dispute), shares, reason, ...scene.key(key) };
  scene.stage.accepted(`ruling on ${step.dispute}`, await ruleDispute(scene.manager(at), input));
};

type Visits = { readonly visits: readonly [string, string]; readonly at: string };

const sidesOf = async (scene: Scene, { visits: [first, second], at }: Visits): Promise<readonly [string, string]> => {
  const receiverOf = async (visit: string) => (await receivedVisit(scene, { visit, at })).receiverId;
  return [await receiverOf(first), await receiverOf(second)];
};

/** FI-3: the duty person saw it; finance proposes the fine. */
export const reportFault = async (scene: Scene, { key, at, staffId, code, note }: Step<'report'>): Promise<void> => {
  const act = { staffId, code, misdeed: null, occurredAt: new Date(at), subject: null, dealId: null };
  const input = { siteId: scene.siteId, ...act, occurrences: 1, grave: false, note, ...scene.key(key) };
  scene.stage.accepted(`reporting ${key}`, await reportViolation(scene.dutyPerson(at), input));
};
