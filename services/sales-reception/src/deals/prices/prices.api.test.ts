import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffViewer } from '@shouwen/access';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../../service.ts';
import { type StepDesk, stepDesk } from '../stepDeskFixture.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const noon = at('2026-03-02T12:00:00');
const list = 147_896_000;
const low = list - 1_000_000;

type Answer = { readonly code?: string; readonly request?: { readonly id: string; readonly validUntil: string } };
const act = (name: string, input: string) => `mutation ($input: ${input}!) { act: ${name}(input: $input) {
  ... on PriceRequested { request { id state validUntil used requestedBy { id } decidedBy { id } explanation { applied { id } } } }
  ... on Refusal { code rule { id } message { zh en } } } }`;

describe('SR-9.03 a price below the scheme is approved beforehand', () => {
  let service: TestService;
  let desk: StepDesk;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = (await stepDesk(service)) as StepDesk;
  });
  afterAll(() => service.stop());

  const ask = async (viewer: StaffViewer, wanted: object, time = noon): Promise<Answer> => {
    const input = { idempotencyKey: desk.next(), ...wanted };
    return (await service.as(viewer, time).ask<{ act: Answer }>(act('requestPrice', 'RequestPriceInput'), { input }))
      .act;
  };
  const rule = async (viewer: StaffViewer, requestId: string | undefined, name = 'approvePrice', time = noon) => {
    const input = { idempotencyKey: desk.next(), requestId };
    return (await service.as(viewer, time).ask<{ act: Answer }>(act(name, 'PriceRequestInput'), { input })).act;
  };
  const wish = async () => ({ unitId: await desk.aUnit(), clientId: await desk.aClient() });
  /** Asked for by Li and approved by the manager, both at noon on the 2nd. */
  const approved = async () => {
    const wanted = { ...(await wish()), price: low };
    const { request } = await ask(desk.people.li, wanted);
    await rule(desk.people.manager, request?.id);
    return wanted;
  };
  const pay = (time: Date, wanted: object) => desk.act('li', time, ['recordDeposit', wanted]);

  it('is asked for by one and approved by another, for the days of the policy', async () => {
    const wanted = { ...(await wish()), price: low };
    const { request } = await ask(desk.people.li, wanted);
    expect(await ask(desk.people.zhao, wanted)).toMatchObject({ code: 'PRICE_REQUEST_PENDING' });
    const both = desk.viewer(desk.li, 'price.approve');
    expect(await rule(both, request?.id)).toMatchObject({ code: 'OWN_PRICE_REQUEST', rule: { id: 'SR-9.03' } });
    expect(await rule(desk.people.manager, request?.id)).toMatchObject({
      request: {
        ...{ state: 'APPROVED', used: false, requestedBy: { id: desk.li } },
        decidedBy: { id: desk.people.manager.staffId },
        validUntil: at('2026-03-10T00:00:00').toISOString(),
      },
    });
    expect(await rule(desk.people.manager, request?.id, 'refusePrice')).toMatchObject({
      code: 'PRICE_REQUEST_DECIDED',
    });
  });

  it('is good until 24:00 of the seventh day after, and not a moment longer', async () => {
    const [inTime, late] = [await approved(), await approved()];
    const days = at('2026-03-10T00:00:00');
    expect(await pay(new Date(days.getTime() - 1), inTime)).toMatchObject({ deal: { price: { fen: low } } });
    expect(await pay(days, late)).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
  });

  it('is good for that client and unit alone, and once', async () => {
    const wanted = await approved();
    const otherUnit = { ...wanted, unitId: await desk.aUnit() };
    const otherClient = { ...wanted, clientId: await desk.aClient() };
    expect(await pay(noon, { ...wanted, price: low - 1 })).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    for (const other of [otherUnit, otherClient])
      expect(await pay(noon, other)).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    const { deal } = await pay(noon, wanted);
    await desk.act('manager', noon, ['cancelDeal', { dealId: deal?.id, fault: 'CLIENT' }]);
    expect(await pay(at('2026-03-02T13:00:00'), wanted)).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
  });

  it('counts only when it was given before the deposit was paid', async () => {
    const wanted = await approved();
    const evening = at('2026-03-02T18:00:00');
    const before = { ...wanted, paidAt: '2026-03-02T11:59:59+08:00' };
    expect(await pay(evening, before)).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    expect(await pay(evening, { ...wanted, paidAt: noon.toISOString() })).toMatchObject({ deal: { state: 'CLOSED' } });
  });

  it('a refusal is no approval, and what needs none is not asked for', async () => {
    const wanted = { ...(await wish()), price: low };
    const { request } = await ask(desk.people.li, wanted);
    expect(await rule(desk.people.manager, request?.id, 'refusePrice')).toMatchObject({
      request: { state: 'REFUSED' },
    });
    expect(await pay(noon, wanted)).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    expect(await ask(desk.people.li, { ...wanted, price: list })).toMatchObject({ code: 'PRICE_NEEDS_NO_APPROVAL' });
    expect(await ask(desk.people.li, { ...wanted, price: 0 })).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('a request is seen by who asked and who may decide, by nobody else', async () => {
    const { request } = await ask(desk.people.li, { ...(await wish()), price: low });
    const query = `query ($id: ID!, $site: ID!) { priceRequest(id: $id) { id } pendingPriceRequests(siteId: $site) { id } }`;
    const seen = (viewer: StaffViewer) => service.as(viewer, noon).ask(query, { id: request?.id, site: desk.site });
    const shown = { priceRequest: { id: request?.id } };
    expect(await seen(desk.people.li)).toMatchObject(shown);
    expect(await seen(desk.people.manager)).toMatchObject(shown);
    expect(await seen(desk.people.zhao)).toEqual({ priceRequest: null, pendingPriceRequests: [] });
    const input = { idempotencyKey: desk.next(), requestId: request?.id };
    const forbidden = await service
      .as(desk.people.zhao, noon)
      .send(act('approvePrice', 'PriceRequestInput'), { input });
    expect(forbidden.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});
