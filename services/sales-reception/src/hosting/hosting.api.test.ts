import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postAssignedV1, postEndedV1 } from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { type LeasingDesk, leasingDesk, shanghai } from '../leasing/leasingFixture.ts';
import { salesReception } from '../service.ts';

const fields = `__typename ... on HostingChanged { hosting { id guestClass hostRank venue capPerGuest { fen } prepareUntil security
    cleaning photos minutes loggedAt loggedFor companions { id } } explanation { outcome applied { id } facts { name value } } }
  ... on Refusal { code rule { id } message { zh en } }`;
type Answer = { readonly code?: string; readonly hosting?: { readonly id: string } };

let service: TestService;
let desk: LeasingDesk;
let manager: LeasingDesk['agent'];
let guard: LeasingDesk['agent'];
let count = 0;
const staff: { postId: string; staffId: string }[] = [];

const act = async (viewer: LeasingDesk['agent'], at: string, name: string, input: object): Promise<Answer> => {
  count += 1;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${fields} } }`;
  const variables = { input: { idempotencyKey: `hosting-${count}`, ...input } };
  return (await service.as(viewer, shanghai(at)).ask<{ answer: Answer }>(mutation, variables)).answer;
};

beforeAll(async () => {
  service = await testService(salesReception);
  desk = await leasingDesk(service);
  manager = desk.person('hosting.arrange', 'policy.change', 'policy.read');
  guard = desk.person('hosting.prepare');
  for (const role of ['sales-manager', 'consultant', 'duty-person']) {
    const post = { postId: service.world.newId(), staffId: service.world.newId() };
    staff.push(post);
    const since = { siteId: desk.site, role, from: '2026-01-01', to: null, rosterOrder: null };
    await service.hear(postAssignedV1, { ...post, ...since }, shanghai('2026-01-01T09:00:00'));
  }
});
afterAll(() => service.stop());

const notice = '2026-03-02T10:00:00';
const arrange = (changes: object = {}) =>
  act(manager, notice, 'arrangeHosting', {
    siteId: desk.site,
    subject: '同行考察',
    guestKind: 'BUSINESS',
    guests: 4,
    companionIds: [staff[0]?.staffId],
    tourAt: '2026-03-02T15:00:00+08:00',
    ...changes,
  });
const companions = (number: number) => staff.slice(0, number).map(({ staffId }) => staffId);

describe('SR-12.01, SR-12.02 arranging a hosting', () => {
  it('tells class, host, venue and cap, and why', async () => {
    expect(await arrange({ guestKind: 'KEY_CLIENT' })).toMatchObject({
      hosting: {
        guestClass: 'B',
        hostRank: 'DIRECTOR',
        capPerGuest: { fen: 30_000 },
        companions: [{ id: staff[0]?.staffId }],
      },
      explanation: { applied: [{ id: 'SR-12.01' }, { id: 'SR-12.02' }, { id: 'SR-12.03' }] },
    });
  });

  it('needs company by the number of guests', async () => {
    expect(await arrange({ guests: 5 })).toMatchObject({ code: 'TOO_FEW_COMPANIONS', rule: { id: 'SR-12.02' } });
    expect(await arrange({ guests: 10, companionIds: companions(2) })).toMatchObject({ hosting: { guestClass: 'C' } });
    expect(await arrange({ guests: 11, companionIds: companions(2) })).toMatchObject({ code: 'TOO_FEW_COMPANIONS' });
    expect(await arrange({ guests: 11, companionIds: companions(3) })).toMatchObject({ hosting: { guestClass: 'C' } });
  });

  it('knows who works at the site on the day of the tour', async () => {
    expect(await arrange({ companionIds: [service.world.newId()] })).toMatchObject({ code: 'COMPANION_UNKNOWN' });
    const leaving = { postId: service.world.newId(), staffId: service.world.newId() };
    const post = { siteId: desk.site, role: 'consultant' };
    const since = { from: '2026-01-01', to: null, rosterOrder: 9 };
    await service.hear(postAssignedV1, { ...leaving, ...post, ...since }, shanghai('2026-01-01T09:00:00'));
    await service.hear(postEndedV1, { ...leaving, ...post, endedOn: '2026-03-02' }, shanghai('2026-03-01T09:00:00'));
    const withThem = (tourAt: string) => arrange({ companionIds: [leaving.staffId], tourAt: `${tourAt}+08:00` });
    expect(await withThem('2026-03-02T23:59:59')).toMatchObject({ hosting: { guestClass: 'C' } });
    expect(await withThem('2026-03-03T00:00:00')).toMatchObject({ code: 'COMPANION_UNKNOWN' });
  });

  it('with three classes only in the venue of the class or in the general manager’s office', async () => {
    const at = '2026-04-01T10:00:00';
    const input = {
      siteId: desk.site,
      effectiveFrom: '2026-04-01T09:00:00+08:00',
      overrides: [{ key: 'hosting.classes', value: '"three"' }],
    };
    const mutation = 'mutation ($input: ChangePolicyInput!) { changePolicy(input: $input) { __typename } }';
    const variables = { input: { idempotencyKey: 'three', ...input } };
    await service.as(manager, shanghai('2026-03-31T09:00:00')).ask(mutation, variables);
    const there = (venue: string | null) => {
      const guests = {
        siteId: desk.site,
        subject: '外宾',
        guestKind: 'FOREIGN',
        guests: 1,
        companionIds: companions(1),
      };
      return act(manager, at, 'arrangeHosting', { ...guests, venue, tourAt: '2026-04-01T15:00:00+08:00' });
    };
    expect(await there(null)).toMatchObject({ hosting: { guestClass: 'VIP', venue: '文化苑' } });
    expect(await there('总经理室')).toMatchObject({ hosting: { venue: '总经理室' } });
    expect(await there('休闲厅')).toMatchObject({ code: 'VENUE_NOT_OF_CLASS', rule: { id: 'SR-12.01' } });
  });

  it.each([
    ['guests', 0],
    ['subject', ' '],
    ['venue', ''],
  ])('is refused with bad %s', async (field, value) => {
    const mutation = 'mutation ($input: ArrangeHostingInput!) { arrangeHosting(input: $input) { __typename } }';
    const usual = { siteId: desk.site, subject: 'x', guestKind: 'ORDINARY', guests: 1, companionIds: companions(1) };
    const input = { idempotencyKey: 'bad', ...usual, tourAt: '2026-03-02T15:00:00+08:00', [field]: value };
    const { errors } = await service.as(manager, shanghai(notice)).send(mutation, { input });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('SR-12.03 after the notice of a tour', () => {
  it('security and cleaning confirm in time or late; afterwards it is archived and logged', async () => {
    const hostingId = (await arrange()).hosting?.id ?? '';
    const ready = (at: string, preparer: string) => act(guard, at, 'confirmTourPreparation', { hostingId, preparer });
    const archive = (at: string) =>
      act(manager, at, 'archiveHosting', {
        hostingId,
        photos: ['photos/1.jpg', 'photos/2.jpg'],
        minutes: 'minutes/1.pdf',
      });
    expect(await ready('2026-03-02T10:20:00', 'SECURITY')).toMatchObject({
      hosting: { prepareUntil: '2026-03-02T02:20:00.000Z', security: 'IN_TIME', cleaning: 'PREPARING' },
      explanation: { outcome: 'in-time' },
    });
    expect(await ready('2026-03-02T10:20:01', 'CLEANING')).toMatchObject({
      hosting: { security: 'IN_TIME', cleaning: 'LATE' },
      explanation: { outcome: 'late' },
    });
    expect(await ready('2026-03-02T10:21:00', 'SECURITY')).toMatchObject({ code: 'PREPARED_BEFORE' });
    expect(await archive('2026-03-02T14:59:59')).toMatchObject({ code: 'TOUR_AHEAD', rule: { id: 'SR-12.03' } });
    expect(await archive('2026-03-02T17:00:00')).toMatchObject({
      hosting: { photos: ['photos/1.jpg', 'photos/2.jpg'], minutes: 'minutes/1.pdf', loggedFor: '2026-03-02' },
    });
    expect(await archive('2026-03-02T17:00:00')).toMatchObject({ code: 'ARCHIVED_BEFORE' });
    const log = 'query ($s: ID!) { hostings(siteId: $s, first: 100) { edges { node { id loggedAt } } } }';
    const asked = (viewer: LeasingDesk['agent']) =>
      service.as(viewer, shanghai(notice)).ask<{ hostings: { edges: { node: object }[] } }>(log, { s: desk.site });
    const entry = { node: { id: hostingId, loggedAt: '2026-03-02T09:00:00.000Z' } };
    expect((await asked(desk.person('hosting.read'))).hostings.edges).toContainEqual(entry);
    expect((await asked(desk.agent)).hostings.edges).toEqual([]);
  });

  it('is archived only with photos and minutes, and by whoever arranges', async () => {
    const hostingId = (await arrange()).hosting?.id ?? '';
    const mutation = 'mutation ($input: ArchiveHostingInput!) { archiveHosting(input: $input) { __typename } }';
    const send = async (viewer: LeasingDesk['agent'], changes: object) => {
      const input = { idempotencyKey: 'a', hostingId, photos: ['p'], minutes: 'm', ...changes };
      const { errors } = await service.as(viewer, shanghai('2026-03-02T17:00:00')).send(mutation, { input });
      return errors[0]?.extensions;
    };
    expect(await send(manager, { photos: [] })).toMatchObject({ field: 'photos' });
    expect(await send(manager, { minutes: ' ' })).toMatchObject({ field: 'minutes' });
    expect(await send(guard, {})).toMatchObject({ code: 'FORBIDDEN' });
    expect(await send(desk.agent, {})).toMatchObject({ code: 'NOT_FOUND' });
    expect(await send(manager, { hostingId: service.world.newId() })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
