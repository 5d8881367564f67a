import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { type LeasingDesk, leasingDesk, shanghai } from './leasingFixture.ts';

let service: TestService;
let desk: LeasingDesk;
beforeAll(async () => {
  service = await testService(salesReception);
  desk = await leasingDesk(service);
});
afterAll(() => service.stop());

const monday = '2026-03-02T10:00:00';
const opened = async (changes: Record<string, unknown> = {}) => {
  const { enquiry } = await desk.enquire(monday, { clientId: await desk.aClient(), ...changes });
  return enquiry?.id ?? '';
};
const read = async (enquiryId: string, fields: string, viewer = desk.agent, at = monday) => {
  const query = `query ($id: ID!) { leaseEnquiry(id: $id) { ${fields} } }`;
  const answer = await service.as(viewer, shanghai(at)).ask<{ leaseEnquiry: never }>(query, { id: enquiryId });
  return answer.leaseEnquiry as unknown as Record<string, unknown> | null;
};
const negotiating = async (changes: Record<string, unknown> = {}) => {
  const enquiryId = await opened(changes);
  for (const to of ['VIEWING', 'NEGOTIATION'])
    await desk.act(desk.agent, monday, 'moveLeaseEnquiry', { enquiryId, to });
  return enquiryId;
};

describe('SR-10.01 an enquiry', () => {
  it('keeps what the tenant looks for, and recommends vacant spaces with the reasons', async () => {
    await desk.aSpace({ layout: '大开间', area: 330, netArea: 250, number: '3301' });
    await desk.aSpace({ layout: '三间', area: 320, netArea: 200, number: '3201' });
    const enquiryId = await opened({
      area: 325,
      business: '金融',
      layout: '大开间',
      orientation: '北',
      netToGrossPercent: 70,
      rentAsked: 2_900_000,
      rentExpected: 2_800_000,
      presentBuilding: '中环大厦',
      standing: 'KNOWN',
    });
    const fields = `company business standing rentAsked { fen } rentExpected { fen } presentBuilding area client { id } stage
      recommendations { space { name netToGrossPercent neighbours fitOut floor orientation } met asked
        explanation { applied { id } facts { name value } } } explanation { applied { id } }`;
    expect(await read(enquiryId, fields)).toMatchObject({
      company: '远航科技',
      business: '金融',
      standing: 'KNOWN',
      rentAsked: { fen: 2_900_000 },
      rentExpected: { fen: 2_800_000 },
      presentBuilding: '中环大厦',
      area: 325,
      stage: 'VISIT',
      client: { id: expect.any(String) },
      recommendations: [
        { space: { name: 'T1-3301', netToGrossPercent: 75 }, met: 3, asked: 5 },
        { space: { name: 'T1-3201', netToGrossPercent: 62 }, met: 1, asked: 5 },
      ],
      explanation: { applied: [{ id: 'SR-10.01' }, { id: 'SR-10.03' }] },
    });
  });

  it('is refused with the field that is wrong, and for a client nobody knows', async () => {
    const mutation = 'mutation ($input: OpenLeaseEnquiryInput!) { openLeaseEnquiry(input: $input) { __typename } }';
    const send = (changes: object) => {
      const input = { idempotencyKey: 'bad', siteId: desk.site, byVisit: true, company: 'x', area: 200, ...changes };
      return service.as(desk.agent, shanghai(monday)).send(mutation, { input });
    };
    for (const [field, value] of [
      ['company', ' '],
      ['area', 0],
      ['floorFrom', 300],
      ['rentAsked', 0],
      ['netToGrossPercent', 101],
    ]) {
      const named = { area: 'areaHundredths', rentAsked: 'rentAskedFen' }[field as string] ?? field;
      expect((await send({ [field as string]: value })).errors[0]?.extensions).toMatchObject({ field: named });
    }
    expect(await desk.enquire(monday, { clientId: service.world.newId() })).toMatchObject({ code: 'CLIENT_UNKNOWN' });
  });

  it('is seen by its agent and by whoever reads leasing at the site; for others there is none', async () => {
    const enquiryId = await opened();
    expect(await read(enquiryId, 'id')).toEqual({ id: enquiryId });
    expect(await read(enquiryId, 'id', desk.manager)).toEqual({ id: enquiryId });
    expect(await read(enquiryId, 'id', desk.person('lease.handle'))).toBeNull();
    expect(await read(enquiryId, 'id', desk.person('listing.read', 'unit.read'))).toBeNull();
    const stranger = service.as(desk.person('lease.handle'), shanghai(monday));
    const mutation =
      'mutation ($input: RecordLeaseFollowUpInput!) { recordLeaseFollowUp(input: $input) { __typename } }';
    const answers = [];
    for (const id of [enquiryId, service.world.newId()]) {
      const input = { idempotencyKey: `s-${id}`, enquiryId: id, said: 'x' };
      answers.push((await stranger.send(mutation, { input })).errors[0]?.extensions);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('SR-10.02 a quote', () => {
  const quotes =
    'quotes { rent { fen } managementFee { fen } phone { fen } parking { fen } total { fen } cautious signed }';

  it('is rent, management fee, phone and parking, at a rent that standing and term allow', async () => {
    const spaceId = await desk.aSpace();
    const enquiryId = await opened({ standing: 'KNOWN' });
    const quote = (months: number, rent: number | null, more: object = {}) =>
      desk.act(desk.agent, monday, 'quoteLease', { enquiryId, spaceId, months, rent, ...more });
    expect(await quote(24, 2_850_000, { phoneLines: 4, parkingPlaces: 2 })).toMatchObject({
      enquiry: { id: enquiryId },
    });
    expect(await quote(24, 2_849_999)).toMatchObject({ code: 'BEYOND_AUTHORITY', rule: { id: 'SR-10.02' } });
    expect(await quote(23, 2_850_000)).toMatchObject({ code: 'BEYOND_AUTHORITY' });
    expect(await quote(24, 3_000_001)).toMatchObject({ code: 'ABOVE_LIST_RENT' });
    expect(await read(enquiryId, quotes)).toEqual({
      quotes: [
        {
          rent: { fen: 2_850_000 },
          managementFee: { fen: 500_000 },
          phone: { fen: 14_000 },
          parking: { fen: 100_000 },
          total: { fen: 3_464_000 },
          cautious: false,
          signed: false,
        },
      ],
    });
  });

  it('beyond that needs the general manager, on an application that states the tenant’s price, and not one’s own', async () => {
    const spaceId = await desk.aSpace();
    const enquiryId = await negotiating();
    const terms = { enquiryId, spaceId, months: 12 };
    const apply = (tenantRent: number, viewer = desk.agent) =>
      desk.act(viewer, monday, 'applyForLeaseTerms', { ...terms, tenantRent, grounds: '租金偏高' });
    const rule = (applicationId: string | undefined, approve: boolean, viewer = desk.generalManager) =>
      desk.act(viewer, monday, 'decideLeaseApplication', { applicationId, approve });
    expect(await apply(3_000_000)).toMatchObject({ code: 'WITHIN_AUTHORITY' });
    const first = await apply(2_700_000);
    expect(await apply(2_700_000)).toMatchObject({ code: 'APPLICATION_OPEN' });
    const waiting = `query ($s: ID!) { openLeaseApplications(siteId: $s) { edges { node { id tenantRent { fen } } } } }`;
    const list = await service.as(desk.generalManager, shanghai(monday)).ask(waiting, { s: desk.site });
    expect(list).toMatchObject({ openLeaseApplications: { edges: [{ node: { tenantRent: { fen: 2_700_000 } } }] } });
    expect(await rule(first.applicationId, false)).toMatchObject({ explanation: { outcome: 'not-approved' } });
    expect(await rule(first.applicationId, true)).toMatchObject({ code: 'APPLICATION_DECIDED' });
    const sign = (rent: number) => desk.act(desk.agent, monday, 'signLease', { ...terms, rent });
    expect(await sign(2_700_000)).toMatchObject({ code: 'BEYOND_AUTHORITY' });

    const both = desk.person('lease.handle', 'lease.read', 'lease.approve');
    const own = await apply(2_700_000, both);
    expect(await rule(own.applicationId, true, both)).toMatchObject({
      code: 'OWN_APPLICATION',
      rule: { id: 'OR-1.03' },
    });
    expect(await rule(own.applicationId, true)).toMatchObject({ explanation: { outcome: 'approved' } });
    expect(await sign(2_699_999)).toMatchObject({ code: 'BEYOND_AUTHORITY' });
    expect(await sign(2_700_000)).toMatchObject({ enquiry: { stage: 'SIGNED' } });
    const other = await negotiating();
    const again = await desk.act(desk.agent, monday, 'signLease', { enquiryId: other, spaceId, months: 12 });
    expect(again).toMatchObject({ code: 'SPACE_STATE' });
  });

  it('an agent who may not approve is refused, and a stranger learns of no application', async () => {
    const spaceId = await desk.aSpace();
    const input = { enquiryId: await opened(), spaceId, months: 12, tenantRent: 1, grounds: 'x' };
    const { applicationId } = await desk.act(desk.agent, monday, 'applyForLeaseTerms', input);
    const mutation =
      'mutation ($input: DecideLeaseApplicationInput!) { decideLeaseApplication(input: $input) { __typename } }';
    const codes = [];
    for (const viewer of [desk.agent, desk.person('unit.read')]) {
      const variables = { input: { idempotencyKey: 'x', applicationId, approve: true } };
      codes.push((await service.as(viewer, shanghai(monday)).send(mutation, variables)).errors[0]?.extensions?.code);
    }
    expect(codes).toEqual(['FORBIDDEN', 'NOT_FOUND']);
  });
});

describe('SR-10.03 the way of an enquiry', () => {
  it('follows the stages, and the list of follow-ups shows what is due', async () => {
    const enquiryId = await opened({ byVisit: false });
    const due = async (at: string) => {
      const query = `query ($s: ID!) { leaseFollowUpsDue(siteId: $s, first: 100) { edges { node { id } } } }`;
      const asked = service
        .as(desk.agent, shanghai(at))
        .ask<{ leaseFollowUpsDue: { edges: { node: { id: string } }[] } }>(query, {
          s: desk.site,
        });
      return (await asked).leaseFollowUpsDue.edges.some(({ node }) => node.id === enquiryId);
    };
    const move = (at: string, to: string) => desk.act(desk.agent, at, 'moveLeaseEnquiry', { enquiryId, to });
    const followUp = (at: string) => desk.act(desk.agent, at, 'recordLeaseFollowUp', { enquiryId, said: '询问需求' });
    expect(await move(monday, 'NEGOTIATION')).toMatchObject({ code: 'STAGE_NOT_NEXT', rule: { id: 'SR-10.03' } });
    expect(await move('2026-03-03T16:00:00', 'VISIT')).toMatchObject({
      enquiry: { stage: 'VISIT', dueFrom: '2026-03-05', dueThrough: '2026-03-06' },
    });
    expect(await due('2026-03-04T23:59:59')).toBe(false);
    expect(await followUp('2026-03-04T23:59:59')).toMatchObject({ code: 'FOLLOW_UP_TOO_EARLY' });
    expect(await due('2026-03-05T00:00:00')).toBe(true);
    expect(await followUp('2026-03-06T23:59:59')).toMatchObject({ enquiry: { dueFrom: '2026-03-20' } });
    expect(await due('2026-03-07T00:00:00')).toBe(false);
    expect(await move('2026-03-21T10:00:00', 'VIEWING')).toMatchObject({ enquiry: { dueFrom: '2026-03-20' } });
    expect(await due('2026-03-21T10:00:00')).toBe(true);
    expect(await followUp('2026-03-21T11:00:00')).toMatchObject({ enquiry: { dueFrom: '2026-04-04' } });
    expect(await read(enquiryId, 'contacts { late }')).toEqual({ contacts: [{ late: false }, { late: true }] });
  });
});

describe('SR-10.04 a tenant lost to another building', () => {
  it('is recorded with name, price and term, and waits; one lost otherwise does not', async () => {
    const [elsewhere, nowhere] = [await opened(), await opened()];
    const lostTo = { building: '中环大厦', rent: 2_500_000, months: 36 };
    const lose = (enquiryId: string, more: object) =>
      desk.act(desk.agent, monday, 'loseLeaseEnquiry', { enquiryId, reason: '租金', ...more });
    expect(await lose(elsewhere, { lostTo })).toMatchObject({
      enquiry: { stage: 'LOST', dueFrom: null },
      explanation: { applied: [{ id: 'SR-10.03' }, { id: 'SR-10.04' }] },
    });
    await lose(nowhere, {});
    expect(await lose(elsewhere, { lostTo })).toMatchObject({ code: 'STAGE_NOT_NEXT' });
    const query = `query ($s: ID!) { leaseEnquiries(siteId: $s, waiting: true) { edges { node { id lostTo { building rent { fen } months } } } } }`;
    expect(await service.as(desk.agent, shanghai(monday)).ask(query, { s: desk.site })).toEqual({
      leaseEnquiries: {
        edges: [{ node: { id: elsewhere, lostTo: { building: '中环大厦', rent: { fen: 2_500_000 }, months: 36 } } }],
      },
    });
    const said = await desk.act(desk.agent, monday, 'recordLeaseFollowUp', { enquiryId: elsewhere, said: 'x' });
    expect(said).toMatchObject({ code: 'ENQUIRY_CLOSED' });
  });

  it.each([
    ['name', { building: ' ', rent: 1, months: 1 }],
    ['price', { building: 'x', rent: 0, months: 1 }],
    ['term', { building: 'x', rent: 1, months: 0 }],
  ])('is refused without the %s', async (_, lostTo) => {
    const input = { idempotencyKey: 'l', enquiryId: await opened(), reason: 'x', lostTo };
    const mutation = 'mutation ($input: LoseLeaseEnquiryInput!) { loseLeaseEnquiry(input: $input) { __typename } }';
    const { errors } = await service.as(desk.agent, shanghai(monday)).send(mutation, { input });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'lostTo' });
  });
});

describe('SR-10.06 a visitor who leaves neither card nor phone', () => {
  const notices = async (viewer: LeasingDesk['agent']) => {
    const query = `query ($s: ID!) { securityNotices(siteId: $s, first: 100) { edges { node { id seenAt seenBy { id } } } } }`;
    const asked = service
      .as(viewer, shanghai(monday))
      .ask<{ securityNotices: { edges: { node: { id: string } }[] } }>(query, {
        s: desk.site,
      });
    return (await asked).securityNotices.edges.map(({ node }) => node);
  };

  it('gets cautious quotes only until somebody knows who it is, and security is told', async () => {
    const guard = desk.person('hosting.prepare');
    const before = (await notices(guard)).length;
    const spaceId = await desk.aSpace({ rent: 2_950_001 });
    const { enquiry } = await desk.enquire(monday);
    const enquiryId = enquiry?.id ?? '';
    const quote = (rent: number | null) =>
      desk.act(desk.agent, monday, 'quoteLease', { enquiryId, spaceId, months: 36, rent });
    expect(await quote(2_950_000)).toMatchObject({ code: 'CAUTIOUS_QUOTES_ONLY', rule: { id: 'SR-10.06' } });
    expect(await quote(null)).toMatchObject({
      enquiry: { cautious: true },
      explanation: { applied: [{ id: 'SR-10.06' }] },
    });
    expect(await read(enquiryId, 'quotes { rent { fen } cautious }')).toEqual({
      quotes: [{ rent: { fen: 3_000_000 }, cautious: true }],
    });
    const told = await notices(guard);
    expect([told.length, (await notices(desk.agent)).length]).toEqual([before + 1, 0]);
    const noticeId = told[0]?.id;
    expect(await desk.act(guard, monday, 'confirmSecurityNotice', { noticeId })).toMatchObject({
      explanation: { outcome: 'seen' },
    });
    expect((await notices(guard))[0]).toMatchObject({ seenAt: expect.any(String), seenBy: { id: guard.staffId } });
    const known = { enquiryId, clientId: await desk.aClient() };
    expect(await desk.act(desk.agent, monday, 'identifyEnquirer', known)).toMatchObject({
      enquiry: { cautious: false },
    });
    expect(await quote(2_850_000)).toMatchObject({ enquiry: { id: enquiryId } });
  });

  it('one who leaves a card, or whose phone is known, or who only called is not told to security', async () => {
    const guard = desk.person('hosting.prepare');
    const before = (await notices(guard)).length;
    await desk.enquire(monday, { leftCard: true });
    await desk.enquire(monday, { clientId: await desk.aClient() });
    const { enquiry } = await desk.enquire(monday, { byVisit: false });
    expect((await notices(guard)).length).toBe(before);
    await desk.act(desk.agent, monday, 'moveLeaseEnquiry', { enquiryId: enquiry?.id, to: 'VISIT' });
    expect((await notices(guard)).length).toBe(before + 1);
  });
});
