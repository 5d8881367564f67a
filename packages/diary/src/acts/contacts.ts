import type { DiaryRow } from '../diaryRow.ts';
import { type Act, carriedOut, type DiaryRun, type Explained, turnedDown } from '../diaryRun.ts';
import { isRefused, type Person, refusalFields } from '../gatewayClient.ts';
import { identify, lookUp } from './identify.ts';

const answerCall = `mutation ($input: AnswerCallInput!) { answerCall(input: $input) {
  __typename ... on CallAnswered { call { id consultant { id } explanation { applied { id } } } } ${refusalFields} } }`;
const registerCall = `mutation ($input: RegisterCallInput!) { registerCall(input: $input) {
  __typename ... on CallRegistered { explanation { applied { id } } } ${refusalFields} } }`;
const recordFollowUp = `mutation ($input: RecordFollowUpInput!) { recordFollowUp(input: $input) {
  __typename ... on FollowUpRecorded { explanation { applied { id } } } ${refusalFields} } }`;
const ownerOf = `query ($id: ID!, $siteId: ID!) { client(id: $id) {
  owner(siteId: $siteId) { consultant { id } claim { consultant { id } } }
  ownershipHistory { consultant { id } } } }`;

type Answered = {
  readonly call: { readonly id: string; readonly consultant: { readonly id: string }; readonly explanation: Explained };
};
type Holder = { readonly consultant: { readonly id: string } | null };
type Owned = {
  readonly client: {
    readonly owner: (Holder & { readonly claim: Holder | null }) | null;
    readonly ownershipHistory: readonly Holder[];
  } | null;
};

/** The office line rings: whoever is due in the phone order answers (SR-1.12) and registers the call (SR-2.04). */
export const call: Act = async (run, row) => {
  const visitor = await identify(run, row);
  if (isRefused(visitor)) return turnedDown(visitor);
  const { site } = run;
  const input = { siteId: site.siteId, clientId: visitor.clientId };
  const answered = await site.dutyPerson.command<Answered>(row.at, answerCall, input);
  if (isRefused(answered)) return turnedDown(answered);
  const { id: callId, consultant, explanation } = answered.call;
  const name = site.nameOf(consultant.id);
  const registered = await personCalled(run, name).command<{ explanation: Explained }>(row.at, registerCall, {
    callId,
    clientId: visitor.clientId,
    interest: row.lookingFor || '未说明',
    channel: row.channel || '未说明',
    addressSentAt: row.at.toISOString(),
  });
  if (isRefused(registered)) return turnedDown(registered, name);
  return carriedOut({ applied: [...explanation.applied, ...registered.explanation.applied] }, { consultant: name });
};

/** `@owner` follows up: whose client it is now, else whoever was the last, who is then told that it is so no more. */
export const followUp: Act = async (run, row) => {
  const visitor = await lookUp(run, row, row.phone);
  if (visitor === null) {
    const unknown = await identify(run, row);
    if (isRefused(unknown)) return turnedDown(unknown);
    return followUp(run, row);
  }
  const owner = await ownerNow(run, row, visitor.clientId);
  const name = owner ?? [...run.site.consultants.keys()][0] ?? '';
  const answer = await personCalled(run, name).command<{ explanation: Explained }>(row.at, recordFollowUp, {
    siteId: run.site.siteId,
    clientId: visitor.clientId,
    channel: 'PHONE',
    reached: row.note === 'reached',
    said: row.note,
  });
  return isRefused(answer) ? turnedDown(answer, name) : carriedOut(answer.explanation, { consultant: name });
};

/** The name of the present owner, else of the last one; null for somebody who never was anybody's client. */
export const ownerNow = async ({ site }: DiaryRun, { at }: DiaryRow, clientId: string): Promise<string | null> => {
  const { client } = await site.manager.ask<Owned>(at, ownerOf, { id: clientId, siteId: site.siteId });
  const holder =
    client?.owner?.consultant ?? client?.owner?.claim?.consultant ?? client?.ownershipHistory.at(-1)?.consultant;
  return holder ? site.nameOf(holder.id) : null;
};

/** A member of the site's staff by name; a stranger's name gives the duty person, whom the system then refuses. */
export const personCalled = ({ site }: DiaryRun, name: string): Person => {
  if (name === site.manager.name) return site.manager;
  return site.consultants.get(name) ?? site.dutyPerson;
};
