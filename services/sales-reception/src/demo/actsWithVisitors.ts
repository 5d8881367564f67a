import type { DemoStep } from '@shouwen/demo';
import { changeAttribution } from '../deals/index.ts';
import { claimantOf } from '../ownership/index.ts';
import { answerCall, endReception, receiveVisitor, receptionBook, recogniseClient } from '../receptions/index.ts';
import { type ReceivedVisit, registerCall, registerVisit } from '../registers/index.ts';
import type { Scene, ScenicVisit } from './scene.ts';

type Step<Does extends DemoStep['does']> = Extract<DemoStep, { does: Does }>;

/** Somebody comes through the door; the duty person receives, the rotation says who. */
export const receive = async (scene: Scene, step: Step<'receive'>): Promise<void> => {
  const { siteId, stage } = scene;
  const { clientId, remark, partySize, broughtBy } = step;
  const ownerBefore = clientId === null ? null : (scene.owners.get(clientId) ?? null);
  const answer = await receiveVisitor(scene.dutyPerson(step.at), {
    ...scene.key(step.key),
    siteId,
    clientId,
    remark,
    partySize,
    asksFor: { kind: step.asksFor },
    related: broughtBy === null ? null : { kind: 'broughtBy', clientId: broughtBy },
    assignedTo: null,
    announced: false,
    byAppointment: false,
    onSite: null,
    cameInAt: null,
    ownerConsents: null,
  });
  const { visitId } = stage.accepted(`receiving ${step.key}`, answer);
  scene.visits.set(step.key, { visitId, clientId, ownerBefore });
};

/** The owner of before recognises the client, unless the owner receives anyway or rests that day. */
export const recognise = async (scene: Scene, step: Step<'recognise'>): Promise<void> => {
  const { visitId, ownerBefore } = visitNamed(scene, step.visit);
  if (ownerBefore === null || !scene.roster.includes(ownerBefore)) return;
  const context = scene.staff(ownerBefore, step.at);
  if ((await receivedVisit(scene, step)).receiverId === ownerBefore) return;
  const asked = { visitId, consultantId: null, namedAndAnswered: true, ...scene.key(step.key) };
  const answer = await recogniseClient({ ...context, ownershipDecided: changeAttribution }, asked);
  scene.stage.accepted(`recognising in ${step.visit}`, answer);
};

export const endVisit = async (scene: Scene, step: Step<'end'>): Promise<void> => {
  const { visitId } = visitNamed(scene, step.visit);
  const answer = await endReception(scene.dutyPerson(step.at), { visitId, ...scene.key(step.key) });
  scene.stage.accepted(`ending ${step.visit}`, answer);
};

/** Whoever received writes the visit into the register; that says whose client it is from now on. */
export const register = async (scene: Scene, step: Step<'register'>): Promise<void> => {
  const { client } = step;
  const visit = await receivedVisit(scene, step);
  const { lookingFor, budget, channel, class: grade } = client;
  const seen = {
    lookingFor,
    budget,
    channel,
    class: grade,
    companions: null,
    inPublicRegister: true,
    clientSays: null,
  };
  const input = { visitId: visit.visitId, clientId: client.id, ...seen, ...scene.key(step.key) };
  const answer = await registerVisit(receptionBook)(scene.staff(visit.receiverId, step.at), input);
  const { claim } = scene.stage.accepted(`registering ${step.visit}`, answer);
  if (claim === 'OPENED') scene.owners.set(client.id, claimantOf(visit));
};

/** The phone rings; whoever is next in the phone order answers, sends the address, and registers the call (SR-2.04). */
export const answerPhone = async (scene: Scene, step: Step<'answer'>): Promise<void> => {
  const { siteId, stage } = scene;
  const { id: clientId, lookingFor: interest, channel, class: grade } = step.client;
  const context = scene.dutyPerson(step.at);
  const rung = { siteId, clientId, answeredBy: null, ...scene.key(step.key) };
  const { callId } = stage.accepted(`answering ${step.key}`, await answerCall(context, rung));
  const call = await context.db.read((tx) => receptionBook.callOf(tx, callId));
  if (!call) throw new Error(`the call ${step.key} was answered and is not there`);
  const said = { interest, channel, class: grade, plannedVisitAt: null, addressSentAt: new Date(step.at) };
  const asked = { callId, clientId, ...said, ...scene.key(`register-${step.key}`) };
  const answer = await registerCall(receptionBook)(scene.staff(call.consultantId, step.at), asked);
  stage.accepted(`registering ${step.key}`, answer);
};

/** @throws when the history speaks of a visit before it happened */
export const visitNamed = (scene: Scene, key: string): ScenicVisit => {
  const visit = scene.visits.get(key);
  if (!visit) throw new Error(`the history speaks of ${key} too early`);
  return visit;
};

/** The visit as it stands, with whoever receives. */
export const receivedVisit = async (
  scene: Scene,
  { visit: key, at }: { readonly visit: string; readonly at: string },
): Promise<ReceivedVisit> => {
  const { visitId } = visitNamed(scene, key);
  const visit = await scene.dutyPerson(at).db.read((tx) => receptionBook.visitOf(tx, visitId));
  if (!visit) throw new Error(`nobody received ${key}`);
  return visit;
};
