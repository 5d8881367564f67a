import { type Act, carriedOut, type Explained, turnedDown } from '../diaryRun.ts';
import { isRefused, refusalFields } from '../gatewayClient.ts';
import { namesIn } from '../rosterOrder.ts';

const changed = `__typename ... on RotationChanged { explanation { applied { id } } } ${refusalFields}`;
const mutation = (name: string): string => {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { ${changed} } }`;
};
const confirmRegistrations = `mutation ($input: ConfirmRegistrationsInput!) { confirmRegistrations(input: $input) {
  __typename ... on RegistrationsConfirmed { explanation { applied { id } } } ${refusalFields} } }`;

type Changed = { readonly explanation: Explained };

/** The secretary's roster is on the desk; it is told to the system when the day opens. */
export const roster: Act = async (run, row) => {
  run.roster = namesIn(row.note);
  return carriedOut(null);
};

export const open: Act = async ({ site, roster: names }, { at }) => {
  const entries = names.map((name) => ({ consultantId: site.staffIds.get(name) ?? name }));
  const answer = await site.dutyPerson.command<Changed>(at, mutation('openRotation'), {
    siteId: site.siteId,
    roster: entries,
  });
  return isRefused(answer) ? turnedDown(answer) : carriedOut(answer.explanation);
};

/** The day closes, and the manager confirms its registrations (SR-2.02). */
export const close: Act = async ({ site }, { at, date }) => {
  const { siteId } = site;
  const closed = await site.dutyPerson.command<Changed>(at, mutation('closeRotation'), { siteId });
  if (isRefused(closed)) return turnedDown(closed);
  const confirmed = await site.manager.command<Changed>(at, confirmRegistrations, { siteId, date });
  if (isRefused(confirmed)) return turnedDown(confirmed, site.manager.name);
  return carriedOut({ applied: [...closed.explanation.applied, ...confirmed.explanation.applied] });
};

/** Official business is ordered and confirmed by the manager before leaving; the rest the desk notes. */
export const away: Act = async ({ site }, { at, by, note }) => {
  const consultantId = site.staffIds.get(by) ?? by;
  const official = note === 'official';
  const reason = official ? 'OFFICIAL_BUSINESS' : note === 'waive' ? 'WAIVED' : 'PRIVATE';
  const input = { siteId: site.siteId, consultantId, reason, announced: official, confirmed: official };
  const answer = await (official ? site.manager : site.dutyPerson).command<Changed>(at, mutation('leaveFloor'), input);
  return isRefused(answer) ? turnedDown(answer, by) : carriedOut(answer.explanation, { consultant: by });
};

export const back: Act = async ({ site }, { at, by }) => {
  const input = { siteId: site.siteId, consultantId: site.staffIds.get(by) ?? by };
  const answer = await site.dutyPerson.command<Changed>(at, mutation('returnToFloor'), input);
  return isRefused(answer) ? turnedDown(answer, by) : carriedOut(answer.explanation, { consultant: by });
};
