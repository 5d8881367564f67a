import type { Permission } from '@shouwen/access';
import { instantOf } from '@shouwen/kernel';
import { type GraphClient, staffViewer } from '@shouwen/testing';
import { type Desk, openDesk } from '../receptions/deskFixture.ts';

const consultant: Permission[] = [
  'claim.read',
  'claim.recognise',
  'visit.register',
  'call.register',
  'followUp.record',
  'reception.takeOwn',
  'client.readOwn',
  'policy.read',
];
const manager: Permission[] = [
  ...consultant,
  'reception.receive',
  'rotation.read',
  'visit.read',
  'registration.confirm',
  'client.readSite',
  'followUp.read',
  'rotation.open',
  'rotation.close',
  'call.read',
];
const director: Permission[] = [...manager, 'policy.change'];

export type Answer = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** The desk of a site over the graph, in the words of the registers. For tests. */
export type RegisterDesk = Desk & {
  readonly li: string;
  readonly zhao: string;
  readonly as: (who: string, when: string) => GraphClient;
  readonly receive: (when: string, client: string, said?: Readonly<Record<string, unknown>>) => Promise<Reception>;
  readonly register: (when: string, visit: Reception, changes?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  /** Receives and registers in one go, and ends the reception. */
  readonly visit: (when: string, client: string, said?: Readonly<Record<string, unknown>>) => Promise<Reception>;
  /** Opens the rotation of a later day with these consultants in this order. */
  readonly openDay: (date: string, ...letters: readonly string[]) => Promise<Answer>;
  readonly confirm: (date: string, time?: string) => Promise<Answer>;
  readonly followUp: (when: string, client: string, by: string, reached?: boolean) => Promise<Answer>;
  readonly owner: (when: string, client: string, by?: string) => Promise<Owner | null>;
  readonly mutate: (
    who: string,
    when: string,
    name: string,
    input: Readonly<Record<string, unknown>>,
  ) => Promise<Answer>;
};

export type Reception = { readonly visitId: string; readonly clientId: string; readonly consultantId: string };
export type Owner = {
  readonly standing: string;
  readonly consultant: { readonly id: string } | null;
  readonly validThrough: string | null;
  readonly freshThrough: string | null;
  readonly lapsesOn: string | null;
  readonly explanation: { readonly outcome: string; readonly applied: readonly { readonly id: string }[] };
};

const receiveVisitor = `mutation ($input: ReceiveVisitorInput!) { receiveVisitor(input: $input) { __typename
  ... on VisitorReceived { visit { id consultant { id } counted rules { id } } } ... on Refusal { code } } }`;
const owner = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client {
  owner { standing consultant { id } validThrough freshThrough lapsesOn explanation { outcome applied { id } } } } } }`;
const refusal =
  '... on Refusal { code retryable rule { id } message { zh en } because: explanation { outcome summary { zh } facts { name value } } }';
const selections: Readonly<Record<string, string>> = {
  registerVisit: `... on VisitRegistered { claim registration { id inTime class lookingFor receiver { id } }
    explanation { outcome applied { id } } }`,
  confirmRegistrations: '... on RegistrationsConfirmed { confirmed proven explanation { outcome applied { id } } }',
  askCorrection: '... on CorrectionAsked { correction { id state reason askedBy { id } } explanation { outcome } }',
  declineCorrection: '... on CorrectionDeclined { correction { state } }',
  signCorrection: `... on RegistrationCorrected { registration { id corrects reason lookingFor signedBy { id } }
    explanation { applied { id } } }`,
  voidRegistration: '... on RegistrationVoided { client { id } }',
  registerCall: '... on CallRegistered { claim explanation { applied { id } } }',
  recordFollowUp:
    '... on FollowUpRecorded { effect followUp { id said channel } explanation { outcome applied { id } } }',
  recogniseClient: '... on ClientRecognised { outcome explanation { applied { id } } }',
  answerCall: '... on CallAnswered { call { id consultant { id } } }',
  endReception: '... on ReceptionEnded { visit { id } }',
  changePolicy: '... on PolicyChanged { version policy { preset version parameters { key value from } } }',
  openRotation: '... on RotationChanged { floor { order { id } } }',
};

const inputOf = (name: string): string =>
  /^(sign|decline)Correction$/.test(name) ? 'DecideCorrectionInput' : `${name[0]?.toUpperCase()}${name.slice(1)}Input`;

/** Opens the desk; `li` and `zhao` are its first consultants. */
export const openRegisterDesk = async (preset: 'one-month' | 'triple-confirmation'): Promise<RegisterDesk> => {
  const desk = await openDesk(['li', 'zhao', 'sun'], { preset, date: '2026-04-03' });
  const managerId = desk.service.world.newId();
  const as = (name: string, when: string): GraphClient => {
    const [day = '', clock = '10:00'] = when.split(' ');
    const permissions = { manager, director }[name] ?? consultant;
    const viewer = staffViewer(desk.who[name] ?? managerId, { [desk.siteId]: permissions });
    return desk.service.as(viewer, instantOf(day, clock));
  };
  const mutate: RegisterDesk['mutate'] = async (name, when, mutation, input) => {
    const query = `mutation ($input: ${inputOf(mutation)}!) { ${mutation}(input: $input) { __typename ${selections[mutation]} ${refusal} } }`;
    const asked = { input: { idempotencyKey: desk.key(), ...input } };
    const data = await as(name, when).ask<Record<string, Answer>>(query, asked);
    return data[mutation] as Answer;
  };
  const nameOf = (staffId: string): string => desk.letterOf(staffId) ?? 'manager';
  const receive: RegisterDesk['receive'] = async (when, clientId, said = {}) => {
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, clientId, ...said };
    const { receiveVisitor: answer } = await as('manager', when).ask<{
      receiveVisitor: { visit?: { id: string; consultant: { id: string } } };
    }>(receiveVisitor, { input });
    if (!answer.visit) throw new Error(`nobody received: ${JSON.stringify(answer)}`);
    return { visitId: answer.visit.id, clientId, consultantId: answer.visit.consultant.id };
  };
  const register: RegisterDesk['register'] = (when, { visitId, clientId, consultantId }, changes = {}) => {
    const details = { class: 'B', lookingFor: '三房 100–120㎡', budget: '120万', channel: '路过' };
    return mutate(nameOf(consultantId), when, 'registerVisit', { visitId, clientId, ...details, ...changes });
  };
  return {
    ...desk,
    li: desk.who.li as string,
    zhao: desk.who.zhao as string,
    as,
    mutate,
    receive,
    register,
    visit: async (when, client, said) => {
      const received = await receive(when, client, said);
      const answer = await register(when, received);
      if (answer.__typename !== 'VisitRegistered') throw new Error(JSON.stringify(answer));
      await mutate(nameOf(received.consultantId), when, 'endReception', { visitId: received.visitId });
      return received;
    },
    openDay: (date, ...letters) => {
      const roster = letters.map((letter) => ({ consultantId: desk.who[letter] }));
      return mutate('manager', `${date} 09:00`, 'openRotation', { siteId: desk.siteId, roster });
    },
    confirm: (date, time = '18:00') =>
      mutate('manager', `${date} ${time}`, 'confirmRegistrations', { siteId: desk.siteId, date }),
    followUp: (when, clientId, by, reached = true) =>
      mutate(by, when, 'recordFollowUp', {
        siteId: desk.siteId,
        clientId,
        channel: 'PHONE',
        reached,
        said: '看房反馈',
      }),
    owner: async (when, id, by = 'manager') => {
      const data = await as(by, when).ask<{ _entities: [{ owner: Owner | null }] }>(owner, { id });
      return data._entities[0].owner;
    },
  };
};
