import type { DiaryRow } from '../diaryRow.ts';
import {
  type Act,
  carriedOut,
  type DiaryRun,
  type Explained,
  type KnownVisitor,
  type OngoingVisit,
  type Outcome,
  turnedDown,
  visitorKey,
} from '../diaryRun.ts';
import { isRefused, type Refused, refusalFields } from '../gatewayClient.ts';
import { ownerNow, personCalled } from './contacts.ts';
import { identify, lookUp } from './identify.ts';

const receiveVisitor = `mutation ($input: ReceiveVisitorInput!) { receiveVisitor(input: $input) {
  __typename ... on VisitorReceived { visit { id consultant { id } counted explanation { applied { id } } } } ${refusalFields} } }`;
const endReception = `mutation ($input: EndReceptionInput!) { endReception(input: $input) {
  __typename ... on ReceptionEnded { visit { id kind client { id } consultant { id } } explanation { applied { id } } } ${refusalFields} } }`;
const registerVisit = `mutation ($input: RegisterVisitInput!) { registerVisit(input: $input) {
  __typename ... on VisitRegistered { claim explanation { applied { id } } } ${refusalFields} } }`;
const recogniseClient = `mutation ($input: RecogniseClientInput!) { recogniseClient(input: $input) {
  __typename ... on ClientRecognised { outcome visit { consultant { id } } explanation { applied { id } }
    receptionExplanation { applied { id } } } ${refusalFields} } }`;

type Named = { readonly id: string };
type Received = {
  readonly visit: {
    readonly id: string;
    readonly consultant: Named | null;
    readonly counted: boolean;
    readonly explanation: Explained;
  };
};
type Ended = {
  readonly visit: {
    readonly id: string;
    readonly kind: string;
    readonly client: Named | null;
    readonly consultant: Named | null;
  };
  readonly explanation: Explained;
};
type Recognised = {
  /** Null when the visit stays a colleague's. */
  readonly visit: { readonly consultant: Named } | null;
  readonly explanation: Explained;
  readonly receptionExplanation: Explained | null;
};

/** Somebody comes through the door: identified by the desk, then received (SR-1.20 to SR-1.31). */
export const visit: Act = async (run, row) => {
  const visitor = row.phone === '' ? null : await identify(run, row);
  if (visitor !== null && isRefused(visitor)) return turnedDown(visitor);
  const { site } = run;
  const answer = await site.dutyPerson.command<Received>(row.at, receiveVisitor, {
    siteId: site.siteId,
    ...(visitor ? { clientId: visitor.clientId } : {}),
    ...askedFor(run, row),
    ...(await relatedTo(run, row)),
    ...remarkOf(row),
    ...seenAtTheDesk(run, row),
    partySize: Number(/(\d+)人/.exec(row.client)?.[1] ?? 1),
  });
  if (isRefused(answer)) return turnedDown(answer);
  const { id: visitId, consultant, counted, explanation } = answer.visit;
  run.visits.set(visitorKey(row), { visitId, consultantId: consultant?.id ?? null, said: row });
  return carriedOut(explanation, {
    consultant: consultant && site.nameOf(consultant.id),
    turn: counted ? 'counted' : 'not-counted',
  });
};

const askedFor = ({ site }: DiaryRun, { asksFor }: DiaryRow): Record<string, unknown> => {
  if (asksFor === '') return { asksFor: 'NOBODY' };
  if (asksFor === '@owner') return { asksFor: 'OWN_CONSULTANT' };
  if (asksFor === '@answerer') return { asksFor: 'CALL_ANSWERER' };
  return { asksFor: 'CONSULTANT', consultantId: site.staffIds.get(asksFor) ?? asksFor };
};

/** Before opening the desk says who is there; later the rotation knows. */
const seenAtTheDesk = ({ site, working }: DiaryRun, { date }: DiaryRow): Record<string, readonly string[]> => {
  const names = working.get(date);
  return names === undefined ? {} : { onSite: names.map((name) => site.staffIds.get(name) ?? name) };
};

const relatedTo = async (run: DiaryRun, row: DiaryRow): Promise<Record<string, string>> => {
  const [, kind, phone] = /^(brought by|spouse of) (.+)$/.exec(row.relation) ?? [];
  const other = phone === undefined ? null : await lookUp(run, row, phone);
  if (other === null) return {};
  return kind === 'brought by' ? { broughtBy: other.clientId } : { spouseOf: other.clientId };
};

const remarks: Readonly<Record<string, string>> = {
  'forgot whom': 'FORGOT_WHOM',
  'trade, says so': 'TRADE_SAYS_SO',
  'trade, found out': 'TRADE_FOUND_OUT',
  'tour group': 'TOUR_GROUP',
};

const remarkOf = ({ note }: DiaryRow): Record<string, string> => {
  const remark = remarks[note];
  return remark === undefined ? {} : { remark };
};

/** The reception ends, and whoever received writes an identified client into the register the same day (SR-2.01). */
export const done: Act = async (run, row) => {
  const ongoing = run.visits.get(visitorKey(row));
  if (!ongoing) return noSuchVisit(row);
  const { site } = run;
  const ended = await site.dutyPerson.command<Ended>(row.at, endReception, { visitId: ongoing.visitId });
  if (isRefused(ended)) return turnedDown(ended);
  const { client, consultant } = ended.visit;
  if (!client || !consultant) return carriedOut(ended.explanation);
  const name = site.nameOf(consultant.id);
  run.visits.set(visitorKey(row), { ...ongoing, consultantId: consultant.id });
  const registered = await register(run, row, { ongoing, clientId: client.id, name });
  if (isRefused(registered)) return turnedDown(registered, name);
  const applied = [...ended.explanation.applied, ...registered.explanation.applied];
  return carriedOut({ applied }, { consultant: name });
};

type Registering = { readonly ongoing: OngoingVisit; readonly clientId: string; readonly name: string };

const register = (
  run: DiaryRun,
  row: DiaryRow,
  { ongoing, clientId, name }: Registering,
): Promise<{ explanation: Explained } | Refused> => {
  return personCalled(run, name).command<{ explanation: Explained }>(row.at, registerVisit, {
    visitId: ongoing.visitId,
    clientId,
    class: 'B',
    lookingFor: ongoing.said.lookingFor || '同上次',
    budget: ongoing.said.budget || null,
    channel: ongoing.said.channel || '再次来访',
  });
};

/** The owner recognises the client so many minutes into the reception, and can name them (SR-3.10, SR-3.11). */
export const recognise: Act = async (run, row) => {
  const ongoing = run.visits.get(visitorKey(row));
  const client: KnownVisitor | null = await lookUp(run, row, row.phone);
  if (!ongoing || !client) return noSuchVisit(row);
  const owner = await ownerNow(run, row, client.clientId);
  const answer = await personCalled(run, owner ?? '').command<Recognised>(row.at, recogniseClient, {
    visitId: ongoing.visitId,
    namedAndAnswered: true,
  });
  if (isRefused(answer)) return turnedDown(answer, owner);
  run.visits.set(visitorKey(row), { ...ongoing, consultantId: answer.visit?.consultant.id ?? ongoing.consultantId });
  const applied = [...answer.explanation.applied, ...(answer.receptionExplanation?.applied ?? [])];
  return carriedOut({ applied }, { consultant: owner });
};

const noSuchVisit = ({ client }: DiaryRow): Outcome => ({
  outcome: 'failed',
  consultant: null,
  turn: null,
  rules: [],
  code: null,
  reason: { zh: `日志中没有${client}的接待。`, en: `the diary tells of no reception of ${client}` },
});
