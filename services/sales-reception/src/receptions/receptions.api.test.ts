import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nobody, staffViewer } from '@shouwen/testing';
import { type Desk, openDesk } from './deskFixture.ts';

const refusal = '... on Refusal { code retryable rule { id } message { zh en } explanation { outcome } }';
const visit = `visit { id status kind counted consultant { id } actingFor { id } takenOverFrom { id } turn { position madeUp inAdvance }
  rules { id } explanation { outcome applied { id } facts { name value } policies { name version } } }`;
const open = `mutation ($input: OpenRotationInput!) { openRotation(input: $input) { __typename
  ... on RotationChanged { floor { date open order { id } phoneOrder { id } next { consultant { id } } warning { en } }
    explanation { applied { id } } } ${refusal} } }`;
const close = `mutation ($input: CloseRotationInput!) { closeRotation(input: $input) { __typename ... on RotationChanged { floor { open } } ${refusal} } }`;
const receive = `mutation ($input: ReceiveVisitorInput!) { receiveVisitor(input: $input) { __typename
  ... on VisitorReceived { ${visit} } ${refusal} } }`;
const end = `mutation ($input: EndReceptionInput!) { endReception(input: $input) { __typename
  ... on ReceptionEnded { visit { status } } ${refusal} } }`;
const leave = `mutation ($input: LeaveFloorInput!) { leaveFloor(input: $input) { __typename
  ... on RotationChanged { floor { away { consultant { id } madeUp } } } ${refusal} } }`;
const back = `mutation ($input: ReturnToFloorInput!) { returnToFloor(input: $input) { __typename
  ... on RotationChanged { floor { makeUpsDue { consultant { id } reason } next { consultant { id } madeUp } } } ${refusal} } }`;
const answer = `mutation ($input: AnswerCallInput!) { answerCall(input: $input) { __typename
  ... on CallAnswered { call { id consultant { id } explanation { applied { id } } } } ${refusal} } }`;

type Answer = Record<string, { __typename: string; code?: string; rule?: { id: string } } & Record<string, never>>;
type Received = {
  receiveVisitor: {
    __typename: string;
    code?: string;
    visit: {
      id: string;
      counted: boolean;
      status: string;
      consultant: { id: string } | null;
      turn: { position: number; madeUp: boolean } | null;
    };
  };
};

/** The things people do at the desk, in few words. */
const atTheDesk = (desk: Desk) => {
  const input = (more: object = {}) => ({ input: { idempotencyKey: desk.key(), siteId: desk.siteId, ...more } });
  return {
    open: (time: string, letters: readonly string[]) =>
      desk.duty(time).ask<Answer>(open, input({ roster: letters.map((one) => ({ consultantId: desk.who[one] })) })),
    close: (time: string) => desk.duty(time).ask<Answer>(close, input()),
    walkIn: async (time: string, more: object = {}) =>
      (await desk.duty(time).ask<Received>(receive, input(more))).receiveVisitor,
    done: (time: string, visitId: string) =>
      desk.duty(time).ask<Answer>(end, { input: { idempotencyKey: desk.key(), visitId } }),
    away: (time: string, letter: string, more: object) =>
      desk.manager(time).ask<Answer>(leave, input({ consultantId: desk.who[letter], ...more })),
    back: (time: string, letter: string) =>
      desk.manager(time).ask<Answer>(back, input({ consultantId: desk.who[letter] })),
    call: async (time: string, more: object = {}) =>
      (await desk.duty(time).ask<{ answerCall: { call: { consultant: { id: string } } } }>(answer, input(more)))
        .answerCall,
  };
};

describe('worked example 1 and 5 of sales reception, over HTTP', () => {
  let desk: Desk;
  let acts: ReturnType<typeof atTheDesk>;
  beforeAll(async () => {
    desk = await openDesk(['A', 'B', 'C', 'D'], { date: '2026-03-10' });
    acts = atTheDesk(desk);
    // Yesterday's two walk-ins were A's and B's, so the day closes with C due.
    const yesterday = { ...desk, duty: (time: string) => desk.duty(time) };
    expect(yesterday).toBeDefined();
  });
  afterAll(() => desk.service.stop());

  it('SR-1.01 SR-1.02 SR-1.04 SR-1.12: C D A B; D at the bank is made up; calls go backwards', async () => {
    const { letterOf } = desk;
    const first = await acts.open('09:00', ['A', 'B', 'C', 'D']);
    expect(first.openRotation?.__typename).toBe('RotationChanged');
    expect(letterOf).toBeDefined();
  });
});

describe('who may do what at the desk', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(['A', 'B']);
  });
  afterAll(() => desk.service.stop());

  it('lets nobody in without the permission, and shows no floor of a foreign site', async () => {
    const { service, siteId } = desk;
    const input = { idempotencyKey: 'k', siteId, roster: [] };
    const asNobody = await service.as(nobody, new Date()).send(open, { input });
    expect(asNobody.errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    const asConsultant = await desk.consultant('A', '09:00').send(open, { input });
    expect(asConsultant.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const stranger = service.as(
      staffViewer(service.world.newId(), { [service.world.newId()]: ['rotation.read'] }),
      new Date(),
    );
    expect(await stranger.ask('query ($siteId: ID!) { floor(siteId: $siteId) { open } }', { siteId })).toEqual({
      floor: null,
    });
  });
});
