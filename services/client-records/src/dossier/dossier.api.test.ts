import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StaffViewer, savePolicyVersion } from '@shouwen/access';
import {
  desk,
  elsewhere,
  li,
  manager,
  now,
  otherSite,
  readerOnly,
  records,
  site,
  staffId,
  wholeClient,
  zhao,
} from '../clients/wholeClientFixture.ts';

const read = `query ($id: ID!, $siteId: ID!) { clientDossier(clientId: $id, siteId: $siteId) { completeness form { version }
  client { name } fields { field { key label { zh } sensitive } filled values masked enteredAs { version label { zh } } } } }`;
const fill = `mutation ($input: FillDossierInput!) { fillDossier(input: $input) { __typename ... on Refusal { code }
  ... on FieldsRefused { fields { field message { zh en } } } ... on DossierFilled { dossier { completeness } explanation { applied { id } } } } }`;
const change = `mutation ($input: ChangeDossierFormInput!) { changeDossierForm(input: $input) { __typename ... on Refusal { code }
  ... on FieldsRefused { fields { field } } ... on DossierFormChanged { form { version fields { key label { zh } hidden } } explanation { outcome } } } }`;
const unmask = `mutation ($input: UnmaskFieldInput!) { unmaskField(input: $input) { __typename ... on Refusal { code }
  ... on FieldUnmasked { field values client { name } } } }`;
const history = `query ($id: ID!) { clientChanges(clientId: $id, first: 50) { edges { node { area field from to why } } } }`;
const page = `query ($id: ID!) { client(id: $id) { phone { masked full } identityNumber { masked full } contacts { value { full } } } }`;
const record = `mutation ($input: RecordIdentityNumberInput!) { recordIdentityNumber(input: $input) { __typename } }`;

type Field = {
  field: { key: string; label: { zh: string } };
  filled: boolean;
  values: string[] | null;
  masked: string | null;
  enteredAs: { version: number; label: { zh: string } } | null;
};
type Dossier = { completeness: number; form: { version: number }; fields: Field[] };

let house: Awaited<ReturnType<typeof wholeClient>>;
let xu = '';
beforeAll(async () => {
  house = await wholeClient();
  xu = house.xu;
});
afterAll(() => house.service.stop());

const dossier = async (by: StaffViewer, siteId = site) =>
  (await house.ask<{ clientDossier: Dossier | null }>(by, read, { id: xu, siteId })).clientDossier;
const field = (shown: Dossier | null, key: string) => shown?.fields.find((one) => one.field.key === key);
const traces = (action: string) =>
  house.rows<object>(
    'SELECT actor, detail, ground, reason, decision FROM audit_entry WHERE action = $1 AND resource_id = $2 ORDER BY seq',
    [action, xu],
  );

describe('CR-1.03 the dossier of a client', () => {
  it('is filled in bit by bit; completeness is shown, what is sensitive is masked', async () => {
    expect(await dossier(li)).toMatchObject({ completeness: 0, form: { version: 0 } });
    const entries = [
      { key: 'health', values: ['高血压'] },
      { key: 'cuisine', values: ['sichuan', 'cantonese'] },
      { key: 'mindsNeighbours', values: ['true'] },
    ];
    expect(await house.edited(li, fill, { clientId: xu, entries })).toMatchObject({
      __typename: 'DossierFilled',
      dossier: { completeness: 7 },
      explanation: { applied: [{ id: 'CR-1.03' }, { id: 'CR-1.06' }] },
    });
    const shown = await dossier(li);
    expect(shown?.fields).toHaveLength(42);
    expect(field(shown, 'health')).toMatchObject({ filled: true, values: null, masked: '****' });
    expect(field(shown, 'cuisine')).toMatchObject({ values: ['sichuan', 'cantonese'], masked: null });
    expect(field(shown, 'smoking')).toMatchObject({ filled: false, values: [], masked: null, enteredAs: null });
    expect(JSON.stringify(await house.ask(li, history, { id: xu }))).not.toContain('高血压');
    expect(JSON.stringify(await house.ask(li, history, { id: xu }))).toContain(
      '"field":"health","from":null,"to":"****"',
    );
  });

  it('each wrong field is named, and then nothing is written', async () => {
    const entries = [
      { key: 'smoking', values: ['不抽烟'] },
      { key: 'gender', values: ['robot'] },
      { key: 'nothing', values: ['x'] },
    ];
    expect(await house.edited(li, fill, { clientId: xu, entries })).toMatchObject({
      __typename: 'FieldsRefused',
      fields: [{ field: 'gender', message: { zh: expect.any(String), en: expect.any(String) } }, { field: 'nothing' }],
    });
    expect(field(await dossier(li), 'smoking')?.filled).toBe(false);
  });

  it('is there for whoever may read the client at the site, and filled by whoever may edit there', async () => {
    const input = { clientId: xu, entries: [{ key: 'smoking', values: ['不抽烟'] }] };
    expect([await dossier(zhao), await dossier(elsewhere, otherSite), await dossier(manager, otherSite)]).toEqual([
      null,
      null,
      null,
    ]);
    expect((await dossier(records))?.completeness).toBe(7);
    expect(await house.codeOf(zhao, fill, input)).toBe('NOT_FOUND');
    expect(await house.codeOf(readerOnly, fill, input)).toBe('FORBIDDEN');
  });
});

describe('CR-1.03 a site changes its form without a programmer', () => {
  it('a new version; values stay readable under the version they were entered with, hidden ones are kept', async () => {
    const asked = {
      basedOn: 0,
      add: [{ type: 'DATE', label: { zh: '纪念日', en: 'Anniversary' }, sensitive: false }],
      rename: [{ key: 'cuisine', label: { zh: '口味', en: 'Taste' } }],
      hide: ['mindsNeighbours'],
    };
    const made = await house.edited(manager, change, asked);
    expect(made).toMatchObject({
      __typename: 'DossierFormChanged',
      form: { version: 1 },
      explanation: { outcome: 'changed' },
    });
    const shown = await dossier(li);
    expect(shown).toMatchObject({ completeness: 4, form: { version: 1 } });
    expect(field(shown, 'cuisine')).toMatchObject({
      field: { label: { zh: '口味' } },
      values: ['sichuan', 'cantonese'],
      enteredAs: { version: 0, label: { zh: '最偏爱的菜式' } },
    });
    expect(field(shown, 'mindsNeighbours')).toBeUndefined();
    const own = shown?.fields.find((one) => one.field.label.zh === '纪念日')?.field.key;
    const wrong = await house.edited(li, fill, { clientId: xu, entries: [{ key: own, values: ['2026-02-29'] }] });
    expect(wrong).toMatchObject({ __typename: 'FieldsRefused', fields: [{ field: own }] });
    await house.edited(li, fill, { clientId: xu, entries: [{ key: own, values: ['2016-02-29'] }] });
    await house.edited(manager, change, { basedOn: 1, show: ['mindsNeighbours'] });
    expect(field(await dossier(li), 'mindsNeighbours')).toMatchObject({ values: ['true'], enteredAs: { version: 0 } });
    expect(field(await dossier(li), own ?? '')).toMatchObject({ values: ['2016-02-29'], enteredAs: { version: 1 } });
  });

  it('two who change it at once: the second is told', async () => {
    const asked = ['smoking', 'clothing'].map((key) => house.edited(manager, change, { basedOn: 2, hide: [key] }));
    const codes = (await Promise.all(asked)).map(({ __typename, code }) => code ?? __typename);
    expect(codes.sort()).toEqual(['DossierFormChanged', 'FORM_CHANGED_MEANWHILE']);
  });

  it('only where one manages the form; other sites keep theirs', async () => {
    expect(await house.codeOf(li, change, { basedOn: 3, hide: ['shops'] })).toBe('FORBIDDEN');
    expect(await house.codeOf(elsewhere, change, { basedOn: 0, hide: ['shops'] })).toBe('FORBIDDEN');
    const form = `query ($siteId: ID!, $version: Int) { dossierForm(siteId: $siteId, version: $version) { version } }`;
    expect(await house.ask(elsewhere, form, { siteId: otherSite })).toEqual({ dossierForm: { version: 0 } });
    expect(await house.ask(elsewhere, form, { siteId: site })).toEqual({ dossierForm: null });
    expect(await house.ask(li, form, { siteId: site, version: 1 })).toEqual({ dossierForm: { version: 1 } });
    expect(await house.ask(li, form, { siteId: site, version: 9 })).toEqual({ dossierForm: null });
  });
});

describe('CR-2.03 unmasking one field is an act of its own, with reason and trace', () => {
  const purpose = '核对客户资料';
  const unmasked = (by: StaffViewer, more: object) => house.acted(by, unmask, { clientId: xu, purpose, ...more });
  const codeFor = async (by: StaffViewer, more: object) => {
    const input = { idempotencyKey: house.key(), clientId: xu, purpose, ...more };
    return (await house.service.as(by, now).send(unmask, { input })).errors[0]?.extensions?.code;
  };

  it('a contact, the identity number, a field of the dossier; each traced with its name, ground and purpose', async () => {
    await house.edited(desk, record, { clientId: xu, identityNumber: '11010519491231002X' });
    const address = { clientId: xu, kind: 'ADDRESS', value: '岳麓区桐梓坡路138号', why: '客户提供' };
    const added = await house.edited(li, add, address);
    const contactId = added.client.contacts.at(-1)?.id;
    expect(await unmasked(li, { field: 'PHONE' })).toMatchObject({ values: ['13805521753'], client: { name: '许丽' } });
    expect(await unmasked(li, { field: 'ADDRESS', contactId })).toMatchObject({ values: ['岳麓区桐梓坡路138号'] });
    expect(await unmasked(manager, { field: 'IDENTITY_NUMBER' })).toMatchObject({ values: ['11010519491231002X'] });
    expect(await unmasked(li, { field: 'DOSSIER', dossierKey: 'health' })).toMatchObject({ values: ['高血压'] });
    const seen = { reason: purpose, decision: 'allowed', actor: `staff:${staffId(1)}`, ground: 'own-client' };
    expect(await traces('client.unmask')).toEqual([
      { ...seen, detail: 'phone' },
      { ...seen, detail: 'address' },
      { ...seen, detail: 'identityNumber', actor: `staff:${staffId(6)}`, ground: 'site-role' },
      { ...seen, detail: 'dossier.health' },
    ]);
  });

  it.each([
    ['without a purpose', { field: 'PHONE', purpose: ' ' }, 'PURPOSE_MISSING'],
    ['with too long a one', { field: 'PHONE', purpose: '看'.repeat(201) }, 'PURPOSE_MISSING'],
  ])('not %s', async (_, asked, code) => {
    expect(await unmasked(li, asked)).toMatchObject({ __typename: 'Refusal', code });
  });

  it('what is not there and what one may not know of answer alike, and the attempt is traced', async () => {
    const before = (await traces('client.unmask')).length;
    expect(await codeFor(li, { field: 'WECHAT' })).toBe('NOT_FOUND');
    expect(await codeFor(li, { field: 'DOSSIER', dossierKey: 'children' })).toBe('NOT_FOUND');
    expect(await codeFor(zhao, { field: 'PHONE' })).toBe('NOT_FOUND');
    expect(await codeFor(readerOnly, { field: 'PHONE' })).toBe('NOT_FOUND');
    const added = (await traces('client.unmask')).slice(before);
    expect(added.map((one) => (one as { decision: string }).decision)).toEqual(Array(4).fill('refused'));
  });
});

describe('CR-2.03 masking by level: none, list, all', () => {
  const level = (value: string, day: number) =>
    house.service.world.db.transaction((tx) =>
      savePolicyVersion(tx, {
        ...{ id: staffId(day), name: 'records', siteId: site, preset: 'records-strict', actor: 'x', at: now },
        ...{ effectiveFrom: new Date(now.getTime() - 1000 * (10 - day)), params: { 'mask.level': value } },
      }),
    );
  const phoneFor = async (by: StaffViewer) => (await house.ask<Page>(by, page, { id: xu })).client?.phone.full;
  type Page = {
    client: { phone: { full: string | null }; identityNumber: { masked: string; full: string | null } } | null;
  };

  it('unless somebody sets it otherwise, everything is masked everywhere', async () => {
    const { client } = await house.ask<Page>(li, page, { id: xu });
    expect(client).toMatchObject({
      phone: { masked: '138****1753', full: null },
      contacts: [{ value: { full: null } }, { value: { full: null } }],
    });
    expect(client?.identityNumber).toEqual({ masked: '110***********002X', full: null });
    expect(await traces('client.showInFull')).toEqual([]);
  });

  it('list: the own clients’ pages show it to who may unmask, each value traced before it is shown', async () => {
    await level('list', 1);
    expect([await phoneFor(li), await phoneFor(manager), await phoneFor(readerOnly)]).toEqual([
      '13805521753',
      null,
      null,
    ]);
    const lines = (await traces('client.showInFull')) as { detail: string }[];
    const shown = {
      actor: `staff:${staffId(1)}`,
      ground: 'own-client',
      reason: 'mask.level list',
      decision: 'allowed',
    };
    expect(lines.map((line) => ({ ...line, detail: 'any' }))).toEqual(Array(4).fill({ ...shown, detail: 'any' }));
    // The main phone stands on the page and among the contacts.
    expect(lines.map(({ detail }) => detail).sort()).toEqual(['address', 'identityNumber', 'phone', 'phone']);
    expect(field(await dossier(li), 'health')).toMatchObject({ values: null, masked: '****' });
  });

  it('none: any page; never a list, a reference or a history', async () => {
    await level('none', 2);
    expect([await phoneFor(manager), await phoneFor(readerOnly)]).toEqual(['13805521753', null]);
    const before = (await traces('client.showInFull')).length;
    const list =
      'query { clients { edges { node { phone { full } identityNumber { full } contacts { value { full } } } } } }';
    expect(JSON.stringify(await house.ask(li, list))).not.toMatch(/13805521753|1101051949/);
    expect(JSON.stringify(await house.ask(li, history, { id: xu }))).not.toMatch(/13805521753|1101051949|高血压/);
    expect(await traces('client.showInFull')).toHaveLength(before);
  });
});

const add = `mutation ($input: AddContactInput!) { addContact(input: $input) { ... on ContactsChanged { client { phone { masked } contacts { id kind value { masked } } } } } }`;
