import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  dealClosedV1,
  dealContractedV1,
  dealPaymentReceivedV1,
  siteOpenedV1,
  violationRecordedV1,
} from '@shouwen/contracts';
import {
  type DemoSalesSite,
  type DemoStep,
  demoConsultantsOf,
  demoHistoryOf,
  demoOpenedOn,
  demoSalesSites,
  demoSites,
} from '@shouwen/demo';
import { demoStage } from '@shouwen/subgraph';
import { type TestService, testService } from '@shouwen/testing';
import { finance } from '../service.ts';

const now = new Date('2026-11-22T09:00:00+08:00');
let service: TestService;

const rows = <Row>(sql: string): Promise<Row[]> => service.world.db.read((tx) => tx.query(sql));
const play = async () => {
  const { demo } = await finance.create(service.world);
  await demo?.(service.world, demoStage(service.world));
};

/** What the sales reception tells of a site: its deals, each by the first consultant, and what was seen. */
const hear = async (site: DemoSalesSite): Promise<void> => {
  const { id: siteId, kind, salesPreset, servicePreset, timeZone } = demoSites[site];
  const opened = { siteId, kind, salesPreset, servicePreset, timeZone, openedOn: demoOpenedOn };
  await service.hear(siteOpenedV1, { ...opened, effectiveFrom: `${demoOpenedOn}T00:00:00+08:00` }, now);
  const deals = new Map<string, string>();
  for (const step of demoHistoryOf(site)) await hearStep(step, { siteId, deals });
};

const hearStep = async (
  step: DemoStep,
  { siteId, deals }: { readonly siteId: string; readonly deals: Map<string, string> },
): Promise<void> => {
  const { newId } = service.world;
  const [staffId = ''] = demoConsultantsOf(siteId).map(({ id }) => id);
  const on = step.at.slice(0, 10);
  if (step.does === 'deposit') {
    const dealId = newId();
    deals.set(step.key, dealId);
    const sold = { dealId, siteId, clientId: step.client.id, unitId: newId(), priceFen: 100_000_000 };
    const closed = { closedAt: step.at, closedOn: on, subscribedOn: on, product: 'residential' as const };
    const shared = {
      consultants: [{ staffId, parts: 100, role: 'owner' as const }],
      channel: 'none' as const,
      introducerId: null,
    };
    await service.hear(dealClosedV1, { ...sold, ...closed, ...shared, rules: ['SR-3.07'], policyVersion: 1 }, now);
  }
  const dealId = 'deal' in step ? (deals.get(step.deal) ?? '') : '';
  if (step.does === 'pay') {
    const paid = { paymentId: newId(), kind: step.kind, amountFen: step.amountFen, receivedAt: step.at };
    await service.hear(dealPaymentReceivedV1, { dealId, siteId, ...paid }, now);
  }
  if (step.does === 'contract' && step.step === 'sign') {
    const signed = { drawnBy: staffId, checkedBy: newId(), contractedAt: step.at, contractedOn: on };
    await service.hear(dealContractedV1, { dealId, siteId, ...signed }, now);
  }
  if (step.does === 'report') {
    const act = { violationId: newId(), siteId, staffId: step.staffId, code: step.code, occurredAt: step.at };
    const about = { reportedBy: newId(), subject: null, dealId: null, occurrences: 1, grave: false };
    await service.hear(violationRecordedV1, { ...act, ...about, reason: 'reported', rules: ['FI-3'] }, now);
  }
};

beforeAll(async () => {
  service = await testService(finance);
  for (const site of demoSalesSites) await hear(site);
  await play();
});
afterAll(() => service?.stop());

describe('the demo’s finance', () => {
  const statements = () =>
    rows<{ site: string; month: string; state: string }>(
      'SELECT DISTINCT site_id AS site, month, state FROM statement ORDER BY 1',
    );
  const fines = () =>
    rows(
      'SELECT fine.code, fine.state, s.from_on AS "from" FROM fine LEFT JOIN suspension s ON s.fine_id = fine.id ORDER BY 1',
    );

  it('paid October at one site, and waits for the director at the other', async () => {
    expect(await statements()).toEqual([
      { site: demoSites.riverside.id, month: '2026-10', state: 'paid' },
      { site: demoSites.cloudLane.id, month: '2026-10', state: 'checked' },
    ]);
  });

  it('confirmed two fines, one with a suspension, and left one; the other site, by its preset, fines nobody', async () => {
    expect(await fines()).toEqual([
      { code: 'V-05', state: 'confirmed', from: null },
      { code: 'V-08', state: 'proposed', from: null },
      { code: 'V-13', state: 'confirmed', from: '2026-11-16' },
    ]);
  });

  it('changes nothing the second time, also when the keys of its commands are long forgotten', async () => {
    const before = [await statements(), await fines()];
    await play();
    await service.world.db.transaction((tx) => tx.query('DELETE FROM idempotency'));
    await play();
    expect([await statements(), await fines()]).toEqual(before);
  });
});
