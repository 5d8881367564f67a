import type { StaffViewer } from '@shouwen/access';
import { type Desk, now, people, site } from '../../archive/archiveFixture.ts';
import { contentsDesk } from '../../contents/contentsFixture.ts';
import { rightsDesk, rightsPeople } from '../rightsFixture.ts';
import { seedRows } from './seedRowsFixture.ts';

export const marker = 'QZX7MARK';
export const phones = ['13955660077', '13955660078'] as const;
export const identityNumber = 'E55660077';
/** Found nowhere but where something of this person stands. */
export const markers: readonly string[] = [marker, ...phones, identityNumber];

const { handler, approver, manager } = rightsPeople;

/** A person with two records, of whom something stands in every field there is. */
export const seedPerson = async (desk: Desk) => {
  const rights = rightsDesk(desk);
  /** A command that must be accepted. */
  const did = async <T>(by: StaffViewer, name: string, input: object, answer = '__typename', at = now): Promise<T> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${answer} ... on Refusal { code } } }`;
    const sent = await desk.send(by, mutation, { input: { idempotencyKey: desk.key(), ...input } }, at);
    const done = (sent.data as Record<string, { __typename: string }> | null)?.[name];
    if (!done || /Refus/.test(done.__typename))
      throw new Error(`${name}: ${JSON.stringify(sent.errors)} ${JSON.stringify(done)}`);
    return done as T;
  };
  const clientId = await rights.client(`${marker}名`, phones[0]);
  const secondId = await rights.client(`${marker}又名`, phones[1]);
  const here = { siteId: site, clientId };
  await did(handler, 'updateClient', {
    ...here,
    core: { district: marker, preferences: marker, location: marker },
    why: marker,
  });
  await did(handler, 'updateClient', { ...here, core: { layout: '三房', preferences: '另有所好' }, why: marker });
  await did(handler, 'addContact', { ...here, kind: 'EMAIL', value: `${marker}@example.com`, why: marker });
  await did(handler, 'addContact', { ...here, kind: 'ADDRESS', value: `${marker}路1号`, why: marker });
  await did(handler, 'recordIdentityNumber', { ...here, identityNumber });
  await did(handler, 'fillDossier', { ...here, entries: [{ key: 'postalAddress', values: [marker] }], why: marker });
  await did(handler, 'recordOccasion', { clientId, whose: 'SELF', day: '03-07' });
  for (const purpose of ['MARKETING', 'CARE', 'SURVEY'])
    await did(handler, 'recordConsent', { ...here, purpose, given: true, how: 'WRITTEN', evidence: `${marker}登记表` });
  const fileId = await seedFiles(desk, clientId);
  const leak = await did<{ caseId: string }>(
    handler,
    'reportLeak',
    { siteId: site, clientIds: [clientId], what: marker },
    '... on LeakReported { caseId }',
  );
  const by = people.supervisor;
  const held = await desk.act<{ hold: { id: string } }>(by, 'placeLegalHold', { clientId, reason: `${marker}诉讼` });
  await desk.act(by, 'releaseLegalHold', { holdId: held.hold.id, reason: `${marker}结案` });
  await did(manager, 'mergeClients', { survivingId: clientId, mergedId: secondId, because: `${marker}重复` });
  await did(approver, 'recordLeakRemedy', { caseId: leak.caseId, what: marker });
  await did(approver, 'closeLeakCase', { caseId: leak.caseId, conclusion: marker });
  await seedRows(desk, { clientId, secondId, fileId, marker, phone: phones[0] });
  const copy = (await rights.registered(clientId, 'COPY', { asker: marker, proofNumber: marker, wish: marker }))
    .request;
  await rights.does(handler, 'refuseRightsRequest', { requestId: copy?.id, answer: `${marker}不予` });
  return { clientId, secondId, fileId };
};

const seedFiles = async (desk: Desk, clientId: string): Promise<string> => {
  const contents = contentsDesk(desk);
  await desk.act(people.manager, 'openArchive', { siteId: site, clientId });
  const document = {
    siteId: site,
    clientId,
    kind: 'FORM',
    carrier: 'ELECTRONIC',
    retention: { from: '2026-03-02', years: 1 },
  };
  const filed = (title: string, level: string) =>
    desk.act<{ file: { id: string } }>(people.supervisor, 'fileDocument', { ...document, title, level });
  const { file } = await filed(`${marker}普通件`, 'ORDINARY');
  await filed(`${marker}机密件`, 'CONFIDENTIAL');
  const named = { name: `${marker}.txt` } as object;
  const uploaded = await contents.upload(file.id, Buffer.from(`${marker}在内容之中\n`), named);
  if (!uploaded.upload) throw new Error(JSON.stringify(uploaded));
  const { link } = await contents.open(people.specialist, file.id);
  const read = await contents.get(people.specialist, link);
  if (!read.bytes.toString().includes(marker)) throw new Error('the content was not kept');
  return file.id;
};
