import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { attendanceDeviatedV1, attendanceExcusedV1, type DataOf, fineConfirmedV1 } from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { deductionsOf, markDeducted } from '../sanctions/index.ts';
import { type GraphFine, now, type SanctionsSite, sanctionsSite } from '../sanctions/sanctionsFixture.ts';
import { finance } from '../service.ts';

let service: TestService;
let site: SanctionsSite;

beforeAll(async () => {
  service = await testService(finance);
});
afterAll(() => service.stop());
beforeEach(async () => {
  site = await sanctionsSite(service);
});

type Told = DataOf<typeof attendanceDeviatedV1>;
const deviate = async (on: string, changes: Partial<Told> = {}): Promise<string> => {
  const deviationId = changes.deviationId ?? site.newId();
  const who = { staffId: site.ids.li, siteId: site.siteId, recordedBy: site.ids.reporter };
  const what = { kind: 'late', minutes: 10, halfDays: null, grave: false } as const;
  const told = { deviationId, ...who, on, ...what, recordedAt: now.toISOString(), ...changes };
  await service.hear(attendanceDeviatedV1, told, now);
  return deviationId;
};
const absent = (on: string, changes: Partial<Told> = {}) =>
  deviate(on, { kind: 'absent', minutes: null, halfDays: 1, ...changes });
const excuse = (deviationId: string) => {
  const whose = { staffId: site.ids.li, siteId: site.siteId, excusedAt: now.toISOString() };
  return service.hear(attendanceExcusedV1, { deviationId, ...whose }, now);
};
/** Oldest day first. */
const fines = async (): Promise<GraphFine[]> => (await site.fines()).reverse();
const states = async () => (await fines()).map(({ state, least }) => [state, least.fen / 100]);
/** The amounts with which other departments were told that it is confirmed. */
const toldOf = async (fine: GraphFine | undefined): Promise<number[]> => {
  const query = 'select data from outbox where type = $1 and aggregate_id = $2 order by aggregate_version';
  const rows = await service.world.db.read((tx) => tx.query(query, [fineConfirmedV1.type, fine?.id]));
  return rows.map(({ data }: { data: DataOf<typeof fineConfirmedV1> }) => data.amountFen);
};
const confirm = (fine: GraphFine | undefined, input: object = {}) =>
  site.act(site.people.manager(), 'confirmFine', { fineId: fine?.id, ...input });
const confirmAll = async () => {
  for (const fine of await fines()) if (fine.state === 'PROPOSED') await confirm(fine);
};

describe('attendance becomes a fine (FI-4)', () => {
  it('computed by the system, confirmed by a manager other than whoever recorded it, deducted', async () => {
    await deviate('2026-03-10');
    const [fine] = await fines();
    expect(fine).toMatchObject({
      kind: 'ATTENDANCE',
      code: 'FI-4.01',
      state: 'PROPOSED',
      basis: 'FIXED',
      explanation: { applied: [{ id: 'FI-4.01' }], rejected: [{ rule: { id: 'FI-4.03' } }] },
    });
    const byReporter = await site.act(site.people.reporter(), 'confirmFine', { fineId: fine?.id });
    expect(byReporter).toMatchObject({ code: 'OWN_REPORT' });
    expect(await confirm(fine)).toMatchObject({ fine: { state: 'CONFIRMED', amount: { fen: 2_000 } } });
    const due = { siteId: site.siteId, staffId: site.ids.li, through: now };
    expect(await service.world.db.read((tx) => deductionsOf(tx, due))).toMatchObject([
      { kind: 'attendance', code: 'FI-4.01', amountFen: 2_000 },
    ]);
  });

  it('worked example 3: late four times in March by 10 minutes, once by 70', async () => {
    for (const on of ['2026-03-02', '2026-03-09', '2026-03-16']) await deviate(on);
    await deviate('2026-03-20', { minutes: 70 });
    await deviate('2026-03-30');
    expect((await fines()).map(({ least, code }) => [code, least.fen / 100])).toEqual([
      ['FI-4.01', 20],
      ['FI-4.01', 40],
      ['FI-4.01', 80],
      ['FI-4.03', 100],
      ['FI-4.01', 80],
    ]);
    expect((await fines())[3]).toMatchObject({ payHalfDays: 1, pay: null });
  });

  it('a new month begins anew: the last day of one and the first of the next, in a leap year too', async () => {
    for (const on of ['2028-02-28', '2028-02-29', '2028-03-01', '2026-03-31', '2026-04-01']) await deviate(on);
    expect((await fines()).map(({ least }) => least.fen / 100)).toEqual([20, 20, 20, 40, 20]);
  });

  it('told twice, it counts once', async () => {
    const deviationId = await deviate('2026-03-10');
    await deviate('2026-03-10', { deviationId });
    expect(await states()).toEqual([['PROPOSED', 20]]);
  });

  it('recorded out of order, the month comes out as in order', async () => {
    await deviate('2026-03-20');
    await deviate('2026-03-05');
    await deviate('2026-03-12');
    expect(await states()).toEqual([
      ['PROPOSED', 20],
      ['PROPOSED', 40],
      ['PROPOSED', 80],
    ]);
  });

  it('what is confirmed and becomes dearer by a late record has to be confirmed anew', async () => {
    await deviate('2026-03-20');
    await confirmAll();
    await deviate('2026-03-05');
    expect(await states()).toEqual([
      ['PROPOSED', 20],
      ['PROPOSED', 40],
    ]);
    await confirmAll();
    const dearer = (await fines())[1];
    expect(dearer).toMatchObject({ state: 'CONFIRMED', amount: { fen: 4_000 } });
    expect(await toldOf(dearer)).toEqual([2_000, 4_000]);
    expect(dearer?.history.map(({ step }) => step)).toEqual(['proposed', 'confirmed', 'recomputed', 'confirmed']);
  });

  it('excused: it is withdrawn, and the later ones of the month move up; what is cheaper stays confirmed', async () => {
    const first = await deviate('2026-03-05');
    await deviate('2026-03-12');
    await deviate('2026-04-02');
    await confirmAll();
    await excuse(first);
    expect(await states()).toEqual([
      ['WITHDRAWN', 20],
      ['CONFIRMED', 20],
      ['CONFIRMED', 20],
    ]);
    const cheaper = (await fines())[1];
    expect(cheaper).toMatchObject({ amount: { fen: 2_000 } });
    expect(await toldOf(cheaper)).toEqual([4_000, 2_000]);
    await excuse(first);
    expect(await states()).toHaveLength(3);
    expect(await toldOf(cheaper)).toEqual([4_000, 2_000]);
  });

  it('what is deducted stays as it is, and still counts; the others follow', async () => {
    await deviate('2026-03-12');
    await confirmAll();
    const [{ id } = { id: '' }] = await fines();
    await service.world.db.transaction((tx) => markDeducted(tx, [id], site.newId()));
    const earlier = await deviate('2026-03-05');
    await deviate('2026-03-20');
    const after = async () => (await fines()).map(({ state, least }) => [state, least.fen / 100]);
    expect(await after()).toEqual([
      ['PROPOSED', 20],
      ['DEDUCTED', 20],
      ['PROPOSED', 80],
    ]);
    await excuse(earlier);
    expect(await after()).toEqual([
      ['WITHDRAWN', 20],
      ['DEDUCTED', 20],
      ['PROPOSED', 40],
    ]);
  });

  it('an excuse of what finance did not hear of is tried again', async () => {
    await expect(excuse(site.newId())).rejects.toThrow();
  });

  it('grave absence: dismissal is proposed to management with the confirmation', async () => {
    await absent('2026-03-10', { halfDays: 2, grave: true });
    const [fine] = await fines();
    expect(await confirm(fine)).toMatchObject({ fine: { code: 'FI-4.03', payHalfDays: 2, effects: ['DISMISSAL'] } });
    await absent('2026-03-11');
    const [, usual] = await fines();
    expect(await confirm(usual, { effects: ['DISMISSAL'] })).toMatchObject({ code: 'EFFECT_NOT_ALLOWED' });
    expect(await confirm(usual)).toMatchObject({ fine: { effects: [] } });
  });

  it('each person and each site has a month of its own', async () => {
    await deviate('2026-03-05');
    await deviate('2026-03-06', { staffId: site.ids.director });
    const elsewhere = await sanctionsSite(service);
    await deviate('2026-03-07', { siteId: elsewhere.siteId });
    expect(await states()).toEqual([
      ['PROPOSED', 20],
      ['PROPOSED', 20],
    ]);
    expect((await elsewhere.fines()).map(({ least }) => least.fen)).toEqual([2_000]);
  });

  it('nothing at a site of the other style', async () => {
    const other = await sanctionsSite(service, 'one-month');
    await deviate('2026-03-05', { siteId: other.siteId });
    expect(await other.fines()).toEqual([]);
  });
});

describe('one act, one code: absence (FI-4.03) instead of leave without approval (V-14)', () => {
  const leave = () => site.record({ code: 'V-14', occurredAt: '2026-03-10T09:00:00+08:00' });
  const found = async () => (await site.fines()).map(({ code, state }) => `${code} ${state}`).sort();

  it('takes the place of what is proposed', async () => {
    await leave();
    await absent('2026-03-10');
    expect(await found()).toEqual(['FI-4.03 PROPOSED', 'V-14 SUPERSEDED']);
  });

  it('stands when the leave is recorded later', async () => {
    await absent('2026-03-10');
    await leave();
    expect(await found()).toEqual(['FI-4.03 PROPOSED']);
  });

  it('cannot be confirmed beside a confirmed one, until that is taken back', async () => {
    await leave();
    const [general] = await site.fines();
    await confirm(general, { suspension: { from: '2026-03-11', through: '2026-03-11' } });
    await absent('2026-03-10');
    const specific = (await site.fines()).find(({ code }) => code === 'FI-4.03');
    expect(await confirm(specific)).toMatchObject({ code: 'ACT_ALREADY_FINED' });
    await site.act(site.people.director(), 'withdrawFine', { fineId: general?.id, reason: 'absent' });
    expect(await confirm(specific)).toMatchObject({ fine: { state: 'CONFIRMED' } });
  });

  it.each([
    ['the day before', '2026-03-09'],
    ['the day after', '2026-03-11'],
  ])('another day is another act: %s', async (_, on) => {
    await leave();
    await absent(on);
    expect(await found()).toEqual(['FI-4.03 PROPOSED', 'V-14 PROPOSED']);
  });
});
