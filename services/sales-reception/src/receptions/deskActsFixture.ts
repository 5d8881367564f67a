import type { GraphClient } from '@shouwen/testing';
import type { Desk } from './deskFixture.ts';

/** What people do at a desk, in few words. For tests. */
export const atTheDesk = (desk: Desk) => {
  const input = (more: object = {}) => ({ input: { idempotencyKey: desk.key(), siteId: desk.siteId, ...more } });
  const receptions = async (client: GraphClient, date: string): Promise<VisitAnswer[]> => {
    const found: VisitAnswer[] = [];
    let after: string | null = null;
    do {
      const page: Receptions = await client.ask<Receptions>(day, { siteId: desk.siteId, date, after });
      found.push(...page.receptions.edges.map((edge) => edge.node));
      after = page.receptions.pageInfo.hasNextPage ? page.receptions.pageInfo.endCursor : null;
    } while (after !== null);
    return found;
  };
  return {
    open: (time: string, letters: readonly string[]) => {
      const roster = letters.map((one) => ({ consultantId: desk.who[one] }));
      return desk.duty(time).ask<{ openRotation: RotationAnswer }>(open, input({ roster }));
    },
    close: (time: string) => desk.duty(time).ask<{ closeRotation: RotationAnswer }>(close, input()),
    walkIn: async (time: string, more: object = {}) =>
      (await desk.duty(time).ask<{ receiveVisitor: Received }>(receive, input(more))).receiveVisitor,
    done: (time: string, visitId: string) =>
      desk.duty(time).ask(end, { input: { idempotencyKey: desk.key(), visitId } }),
    away: (time: string, letter: string, more: object) =>
      desk.manager(time).ask<{ leaveFloor: RotationAnswer }>(leave, input({ consultantId: desk.who[letter], ...more })),
    back: (time: string, letter: string) =>
      desk.manager(time).ask<{ returnToFloor: RotationAnswer }>(back, input({ consultantId: desk.who[letter] })),
    call: async (time: string, more: object = {}) =>
      (await desk.duty(time).ask<{ answerCall: { call: { consultant: { id: string } } } }>(answer, input(more)))
        .answerCall,
    recognise: async (client: GraphClient, visitId: string, namedAndAnswered = true) => {
      const asked = { input: { idempotencyKey: desk.key(), visitId, namedAndAnswered } };
      return (await client.ask<{ recogniseClient: Received & { outcome?: string } }>(recognise, asked)).recogniseClient;
    },
    receptions,
    /** The visits that this consultant is receiving at that time. */
    visitsOf: async (time: string, letter: string) => {
      const asked = { siteId: desk.siteId };
      const { floor } = await desk.duty(time).ask<{ floor: { receiving: Receiving[] } }>(receiving, asked);
      return floor.receiving.filter((one) => one.consultant.id === desk.who[letter]).map((one) => one.visit.id);
    },
    log: async (time: string, date: string) => {
      const asked = { siteId: desk.siteId, date };
      return (await desk.duty(time).ask<Log>(log, asked)).rotationLog.edges.map((edge) => edge.node);
    },
    letters: (staff: readonly { id: string }[]) => staff.map(({ id }) => desk.letterOf(id)),
    receiver: ({ visit }: Received) => desk.letterOf(visit.consultant?.id),
  };
};

export type DeskActs = ReturnType<typeof atTheDesk>;

type Consultant = { readonly id: string };
type VisitAnswer = {
  readonly id: string;
  readonly status: string;
  readonly counted: boolean;
  readonly consultant: Consultant | null;
  readonly actingFor: Consultant | null;
  readonly turn: { readonly position: number; readonly madeUp: boolean } | null;
  readonly rules: readonly Consultant[];
};
type Received = { readonly __typename: string; readonly code?: string; readonly visit: VisitAnswer };
type RotationAnswer = {
  readonly __typename: string;
  readonly floor: {
    readonly order: readonly Consultant[];
    readonly phoneOrder: readonly Consultant[];
    readonly away: unknown;
    readonly makeUpsDue: unknown;
    readonly next: unknown;
  };
  readonly explanation: { readonly applied: readonly Consultant[] };
};
type Receiving = { readonly consultant: Consultant; readonly visit: Consultant };
type Receptions = {
  readonly receptions: {
    readonly edges: readonly { readonly node: VisitAnswer }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};
type Entry = { readonly kind: string; readonly explanation: { readonly applied: readonly Consultant[] } };
type Log = { readonly rotationLog: { readonly edges: readonly { readonly node: Entry }[] } };

const refusal =
  '... on Refusal { code retryable rule { id } message { zh en } refusedBecause: explanation { outcome } }';
const visit = `id status kind counted consultant { id } actingFor { id } takenOverFrom { id }
  turn { position madeUp inAdvance } rules { id }`;
const floor = `floor { date open order { id } phoneOrder { id } next { consultant { id } madeUp } warning { en }
  away { consultant { id } madeUp } makeUpsDue { consultant { id } reason } } explanation { applied { id } }`;
const changing = (name: string) => `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { __typename ... on RotationChanged { ${floor} } ${refusal} } }`;
const [open, close, leave, back] = ['openRotation', 'closeRotation', 'leaveFloor', 'returnToFloor'].map(changing) as [
  string,
  string,
  string,
  string,
];
const receive = `mutation ($input: ReceiveVisitorInput!) { receiveVisitor(input: $input) { __typename
  ... on VisitorReceived { visit { ${visit} } } ${refusal} } }`;
const end = `mutation ($input: EndReceptionInput!) { endReception(input: $input) { __typename
  ... on ReceptionEnded { visit { status } } ${refusal} } }`;
const recognise = `mutation ($input: RecogniseClientInput!) { recogniseClient(input: $input) { __typename
  ... on ClientRecognised { outcome visit { ${visit} } explanation { applied { id } } } ${refusal} } }`;
const answer = `mutation ($input: AnswerCallInput!) { answerCall(input: $input) { __typename
  ... on CallAnswered { call { id consultant { id } explanation { applied { id } } } } ${refusal} } }`;
const receiving = 'query ($siteId: ID!) { floor(siteId: $siteId) { receiving { consultant { id } visit { id } } } }';
const log = `query ($siteId: ID!, $date: Date!) { rotationLog(siteId: $siteId, date: $date, first: 100) {
  edges { node { kind reason makeUp position consultant { id } explanation { applied { id } } } } } }`;
const day = `query ($siteId: ID!, $date: Date!, $after: String) {
  receptions(siteId: $siteId, date: $date, first: 3, after: $after) {
    edges { node { ${visit} } } pageInfo { hasNextPage endCursor } } }`;
