import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { doAllDue } from '@shouwen/timers';
import { clientRecords } from '../service.ts';

const at = new Date('2026-03-02T10:00:00+08:00');
const refusal = '... on Refusal { code rule { id } }';
const statusFields = 'currentKey clientsByKey { key clients } currentIndexKey indexKeys indexesRenewed changedHere';
const change = (
  name: 'rotateKeys' | 'retireKeys',
) => `mutation ($input: ChangeKeysInput!) { answer: ${name}(input: $input) {
  __typename ... on KeysChanged { keyRotation { ${statusFields} } explanation { outcome applied { id } } } ${refusal} } }`;
const identify = `mutation ($input: IdentifyClientInput!) { answer: identifyClient(input: $input) {
  ... on ClientIdentified { opened client { id phone { masked } } } ${refusal} } }`;
const search = 'query ($phone: String!) { clientByPhone(phone: $phone) { id phone { masked } } }';

describe('CR-2.02 keys are changed while clients are read and written (worked example 4)', () => {
  let service: TestService;
  let site: string;
  let keys = 0;
  let searches = 0;

  beforeAll(async () => {
    service = await testService(clientRecords);
    site = service.world.newId();
  });
  afterAll(() => service?.stop());

  const desk = (now = at) => service.as(staffViewer('desk', { [site]: ['client.identify', 'client.readSite'] }), now);
  const administrator = () => service.as(staffViewer('tangyu', { '*': ['keys.rotate'] }), at);
  const phoneOf = (number: number): string => `138${String(number).padStart(8, '0')}`;
  const identifyOne = async (number: number) => {
    keys += 1;
    const input = { idempotencyKey: `key-${keys}`, siteId: site, name: `客户${number}`, phone: phoneOf(number) };
    return (await desk().ask<{ answer: { opened: boolean; client: { id: string } } }>(identify, { input })).answer;
  };
  const found = async (number: number) => {
    // Nobody searches that often in a moment.
    searches += 1;
    const later = desk(new Date(at.getTime() + searches * 30_000));
    return (await later.ask<{ clientByPhone: { id: string } | null }>(search, { phone: phoneOf(number) })).clientByPhone
      ?.id;
  };
  const changed = async (name: 'rotateKeys' | 'retireKeys', kind: string) => {
    keys += 1;
    const input = { idempotencyKey: `key-${keys}`, kind };
    return (await administrator().ask<{ answer: Record<string, unknown> }>(change(name), { input })).answer;
  };
  const someRows = () => service.doDue(at);

  it.each(['WRAPPING', 'INDEX'])(
    'of the kind %s: old and new records are found, nobody is opened twice, and the old key leaves',
    async (kind) => {
      const base = kind === 'INDEX' ? 1_000 : 0;
      const before = new Map<number, string>();
      for (let number = base; number < base + 20; number += 1)
        before.set(number, (await identifyOne(number)).client.id);
      const rotated = await changed('rotateKeys', kind);
      expect(rotated).toMatchObject({ __typename: 'KeysChanged', explanation: { applied: [{ id: 'CR-2.02' }] } });
      expect(await changed('retireKeys', kind)).toMatchObject({ code: 'KEYS_IN_USE' });
      expect(await changed('rotateKeys', kind)).toMatchObject({ code: 'KEYS_IN_USE' });
      for (const [number, id] of before) expect(await found(number)).toBe(id);
      expect(await identifyOne(base)).toMatchObject({ opened: false, client: { id: before.get(base) } });
      const later = (await identifyOne(base + 500)).client.id;
      // The background goes on while the desk works.
      const [, ...meanwhile] = await Promise.all([
        someRows(),
        ...Array.from({ length: 20 }, (_, index) => found(base + index)),
        identifyOne(base + 501),
      ]);
      expect(meanwhile.slice(0, 20)).toEqual([...before.values()]);
      await someRows();
      for (const [number, id] of before) expect(await found(number)).toBe(id);
      expect(await found(base + 500)).toBe(later);
      expect(await changed('retireKeys', kind)).toMatchObject({ __typename: 'KeysChanged' });
      for (const [number, id] of before) expect(await found(number)).toBe(id);
      expect(await identifyOne(base + 500)).toMatchObject({ opened: false, client: { id: later } });
      expect(await changed('retireKeys', kind)).toMatchObject({ code: 'KEYS_NONE_OLD' });
    },
  );

  it('tells how far it is to whoever may change keys, and to nobody else', async () => {
    const query = `{ keyRotation { ${statusFields} } }`;
    expect(await administrator().ask(query)).toEqual({
      keyRotation: {
        currentKey: 'k2',
        clientsByKey: [{ key: 'k2', clients: 44 }],
        currentIndexKey: 'i2',
        indexKeys: ['i2'],
        indexesRenewed: true,
        changedHere: true,
      },
    });
    expect(await desk().ask(query)).toEqual({ keyRotation: null });
    const input = { idempotencyKey: 'not-mine', kind: 'INDEX' };
    const refused = await desk().send(change('rotateKeys'), { input });
    expect(refused.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('goes on where it was, with the same keys, when the department dies in the middle and starts again', async () => {
    const ids: string[] = [];
    for (let row = 0; row < 10; row += 1) ids.push((await identifyOne(5_000 + row)).client.id);
    const { world } = service;
    const due = { now: at, siteId: null };
    const works = async () =>
      ((await clientRecords.create(world)).dueWork ?? []).filter(({ name }) => /^keys/.test(name));
    await changed('rotateKeys', 'INDEX');
    // Each life does one step and dies: what it had in its memory is gone, what it committed is not.
    for (let life = 0; life < 4; life += 1) {
      for (const work of await works()) await work.batch(world, due);
      for (const [row, id] of ids.entries()) expect(await found(5_000 + row)).toBe(id);
      expect(await changed('retireKeys', 'INDEX')).toMatchObject({ code: 'KEYS_IN_USE' });
    }
    await doAllDue(await works(), world, due);
    expect(await changed('retireKeys', 'INDEX')).toMatchObject({ __typename: 'KeysChanged' });
    for (const [row, id] of ids.entries()) expect(await found(5_000 + row)).toBe(id);
  });
});
