import type { DiaryRow } from '../diaryRow.ts';
import type { DiaryRun, KnownVisitor } from '../diaryRun.ts';
import { phoneKey } from '../diaryRun.ts';
import { isRefused, type Refused, refusalFields } from '../gatewayClient.ts';

const identifyClient = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) {
  __typename ... on ClientIdentified { client { id } } ${refusalFields} } }`;
const clientByPhone = 'query ($phone: String!) { clientByPhone(phone: $phone) { id name } }';

/** The desk identifies whoever the row is about by the phone number, and opens a record at the first contact. */
export const identify = async (run: DiaryRun, row: DiaryRow): Promise<KnownVisitor | Refused> => {
  const answer = await run.site.dutyPerson.command<{ client: { id: string } }>(row.at, identifyClient, {
    siteId: run.site.siteId,
    name: row.client,
    phone: row.phone,
  });
  if (isRefused(answer)) return answer;
  const visitor = { clientId: answer.client.id, name: row.client };
  run.clients.set(phoneKey(row.phone), visitor);
  return visitor;
};

/** Somebody who is only spoken of: known to this run, or to the manager by the exact phone; null when to neither. */
export const lookUp = async (run: DiaryRun, row: DiaryRow, phone: string): Promise<KnownVisitor | null> => {
  const known = run.clients.get(phoneKey(phone));
  if (known) return known;
  const { clientByPhone: found } = await run.site.manager.ask<{ clientByPhone: { id: string; name: string } | null }>(
    row.at,
    clientByPhone,
    { phone },
  );
  return found && { clientId: found.id, name: found.name };
};
