import type { DemoMatterStep } from '@shouwen/demo';
import { checkPipelineStage, finishPipelineStage, openPipelineCase, proposeListings } from '../brokerage/index.ts';
import { addLeaseSpace, moveLeaseEnquiry, openLeaseEnquiry, quoteLease } from '../leasing/index.ts';
import { ownerOf } from './actsWithOwners.ts';
import { type Scene, thingMade } from './scene.ts';

type Step<Does extends DemoMatterStep['does']> = Extract<DemoMatterStep, { does: Does }>;

/** SR-10.01 */
export const addSpace = async (scene: Scene, { key, at, space }: Step<'space'>): Promise<void> => {
  const input = { siteId: scene.siteId, floorPlan: null, ...space, ...scene.key(key) };
  scene.made.set(key, scene.stage.accepted(`adding ${key}`, await addLeaseSpace(scene.manager(at), input)).spaceId);
};

/** SR-10.01, SR-10.06: somebody comes in and asks; without a card security is told. */
export const enquire = async (scene: Scene, { key, at, enquiry }: Step<'enquire'>): Promise<void> => {
  const anything = { layout: null, floorFrom: null, floorTo: null, orientation: null, fitOut: null };
  const input = {
    ...{ siteId: scene.siteId, byVisit: true, clientId: null, rentAskedFen: null, netToGrossPercent: null },
    ...anything,
    ...enquiry,
    ...scene.key(key),
  };
  const agent = scene.holder('leasing-agent', 'site', at);
  scene.made.set(key, scene.stage.accepted(`taking down ${key}`, await openLeaseEnquiry(agent, input)).enquiryId);
};

export const moveEnquiry = async (scene: Scene, { key, at, enquiry, to }: Step<'moveEnquiry'>): Promise<void> => {
  const input = { enquiryId: thingMade(scene, enquiry), to, ...scene.key(key) };
  const agent = scene.holder('leasing-agent', 'site', at);
  scene.stage.accepted(`moving ${enquiry}`, await moveLeaseEnquiry(agent, input));
};

/** SR-10.02: the list rent, with two lines and a parking place. */
export const quote = async (scene: Scene, { key, at, enquiry, space, months }: Step<'quote'>): Promise<void> => {
  const things = { enquiryId: thingMade(scene, enquiry), spaceId: thingMade(scene, space) };
  const terms = { months, rentFen: null, phoneLines: 2, parkingPlaces: 1 };
  const agent = scene.holder('leasing-agent', 'site', at);
  scene.stage.accepted(`quoting ${space}`, await quoteLease(agent, { ...things, ...terms, ...scene.key(key) }));
};

/** SR-11.01 */
export const openCase = async (scene: Scene, step: Step<'openCase'>): Promise<void> => {
  const { key, at, client, areaFromHundredths, areaToHundredths, budgetFen: amountFen } = step;
  const area = { areaFromHundredths, areaToHundredths, layout: null, location: null };
  const needs = { ...area, intent: 'buy', amountFen, months: null } as const;
  const input = { siteId: scene.siteId, clientId: client.id, needs, ...scene.key(key) };
  const owner = scene.staff(ownerOf(scene, client), at);
  scene.made.set(key, scene.stage.accepted(`opening ${key}`, await openPipelineCase(owner, input)).caseId);
};

/** SR-11.01, SR-11.02: one finishes the stage, another checks it; then a round of proposals. */
export const workCase = async (scene: Scene, { key, at, client, step, ...of }: Step<'workCase'>): Promise<void> => {
  const input = { caseId: thingMade(scene, of.case), ...scene.key(key) };
  const owner = scene.staff(ownerOf(scene, client), at);
  const checked = { ...input, passed: true, note: '需求清楚，预算已核实。', nextOwnerId: null };
  const answer =
    step === 'finish'
      ? await finishPipelineStage(owner, input)
      : step === 'check'
        ? await checkPipelineStage(scene.manager(at), checked)
        : await proposeListings(owner, input);
  scene.stage.accepted(`${step} of ${of.case}`, answer);
};
