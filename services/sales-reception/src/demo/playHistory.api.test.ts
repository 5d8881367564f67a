import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAuditChain } from '@shouwen/access';
import { clientOpenedV1, partnerRegisteredV1, postAssignedV1, siteOpenedV1 } from '@shouwen/contracts';
import {
  type DemoStep,
  demoFirstContacts,
  demoHistoryOf,
  demoOpenedOn,
  demoPartners,
  demoSalesSites,
  demoShowcase,
  demoSites,
  demoStaff,
} from '@shouwen/demo';
import { type DemoStage, demoStage } from '@shouwen/subgraph';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';

const now = new Date('2026-11-22T09:00:00+08:00');
let service: TestService;

const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  service.world.db.read((tx) => tx.query(sql, parameters));
const counted = async () =>
  (
    await rows<Record<string, number>>(`SELECT (SELECT count(*)::int FROM visit) AS visits,
      (SELECT count(*)::int FROM visit_registration) AS registrations, (SELECT count(*)::int FROM phone_call) AS calls,
      (SELECT count(*)::int FROM follow_up) AS "followUps", (SELECT count(*)::int FROM unit) AS units,
      (SELECT count(*)::int FROM unit WHERE state = 'reserved') AS reserved,
      (SELECT count(*)::int FROM unit WHERE state IN ('subscribed', 'contracted')) AS sold,
      (SELECT count(*)::int FROM deal) AS deals, (SELECT count(*)::int FROM deal WHERE state = 'cancelled') AS cancelled,
      (SELECT count(*)::int FROM rotation_log) AS turns, (SELECT count(*)::int FROM outbox) AS told`)
  )[0];
const told = (does: DemoStep['does']) =>
  demoSalesSites.flatMap((site) => demoHistoryOf(site)).filter((step) => step.does === does).length;

const play = async (stage: DemoStage = demoStage(service.world)) => {
  const { demo } = await salesReception.create(service.world);
  await demo?.(service.world, stage);
};

/** What the organization and client records tell of the demo company. */
const hearTheOthers = async () => {
  for (const { id: siteId, kind, salesPreset, servicePreset, timeZone, openedOn } of Object.values(demoSites)) {
    const effectiveFrom = `${openedOn}T00:00:00+08:00`;
    const site = { siteId, kind, salesPreset, servicePreset, timeZone, openedOn, effectiveFrom };
    await service.hear(siteOpenedV1, site, now);
  }
  for (const { id: staffId, posts } of demoStaff) {
    for (const { id: postId, siteId, role, rosterOrder } of posts) {
      if (siteId === null) continue;
      await service.hear(
        postAssignedV1,
        { postId, staffId, siteId, role, from: demoOpenedOn, to: null, rosterOrder },
        now,
      );
    }
  }
  for (const { id: partnerId, siteId } of demoPartners) {
    const registered = { partnerId, siteIds: [siteId], registeredAt: `${demoOpenedOn}T08:00:00+08:00` };
    await service.hear(partnerRegisteredV1, registered, now);
  }
  for (const [index, { client, at }] of demoFirstContacts.entries()) {
    const number = `C${String(index + 1).padStart(6, '0')}`;
    await service.hear(clientOpenedV1, { clientId: client.id, number, siteId: client.siteId, openedAt: at }, now);
  }
};

/** A stage on which the process is killed after so many requests. */
const killedAfter = (requests: number): DemoStage => {
  const stage = demoStage(service.world);
  let left = requests;
  return {
    ...stage,
    as: (...request) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return stage.as(...request);
    },
  };
};

beforeAll(async () => {
  service = await testService(salesReception);
  const interrupted = play(killedAfter(900));
  await hearTheOthers();
  await expect(interrupted).rejects.toThrow('killed');
  await play();
  // Some two thousand commands: seconds on an idle machine.
}, 180_000);
afterAll(() => service?.stop());

describe('the history of the demo company', () => {
  it('is there as it is told, also after it was interrupted', async () => {
    const count = await counted();
    expect(count).toMatchObject({
      visits: told('receive'),
      registrations: told('register'),
      calls: told('answer'),
      followUps: told('followUp'),
      units: 60,
      reserved: 2,
      deals: told('deposit'),
      cancelled: 1,
      sold: told('deposit') - 1,
    });
  });

  it('changes nothing the second time, also when the keys of its commands are long forgotten', async () => {
    const before = await counted();
    await play();
    await service.world.db.transaction((tx) => tx.query('DELETE FROM idempotency'));
    await play();
    expect(await counted()).toEqual(before);
  });

  it('leaves an unbroken trail of what its people did', async () => {
    expect(await service.world.db.read((tx) => verifyAuditChain(tx))).toMatchObject({ intact: true });
    const actors = await rows<{ actor: string }>('SELECT DISTINCT actor FROM audit_entry');
    const staff = new Set(demoStaff.map(({ id }) => `staff:${id}`));
    expect(actors.filter(({ actor }) => !staff.has(actor))).toEqual([]);
  });

  it('SR-1 gave every consultant turns, hardly more to one than to another', async () => {
    const turns = await rows<{ site: string; consultant: string; turns: number }>(
      `SELECT site_id AS site, turn->>'of' AS consultant, count(*)::int AS turns FROM visit WHERE turn IS NOT NULL GROUP BY 1, 2`,
    );
    for (const site of demoSalesSites) {
      const of = turns.filter((one) => one.site === demoSites[site].id).map((one) => one.turns);
      expect(Math.max(...of) - Math.min(...of)).toBeLessThanOrEqual(6);
    }
  });

  it('SR-3 left claims that stand and claims that lapsed, and one deal shared by two', async () => {
    const claims = await rows<{ status: string; reason: string | null; n: number }>(
      'SELECT status, end_reason AS reason, count(*)::int AS n FROM claim GROUP BY 1, 2',
    );
    const number = (wanted: object) =>
      claims.filter((one) => expect.objectContaining(wanted).asymmetricMatch(one)).reduce((sum, { n }) => sum + n, 0);
    expect(number({ status: 'open' })).toBeGreaterThan(40);
    expect(number({ reason: 'freshness-over' })).toBeGreaterThan(10);
    const [shared] = await rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM deal WHERE jsonb_array_length(consultants) = 2',
    );
    expect(shared).toEqual({ n: 1 });
  });
});

describe('the deals of the history', () => {
  it('say who was with the client, as finance heard it, and the referred one rests on a signed form', async () => {
    const deals = await rows<{ told: string; receiver: string; channel: string; form: string | null }>(
      `SELECT o.data->>'closedBy' AS told, v.consultant_id AS receiver, channel, r.status AS form
       FROM deal JOIN visit v USING (visit_id) JOIN outbox o ON o.aggregate_id = deal_id::text AND o.type LIKE '%.deal.closed.v1'
       LEFT JOIN employee_referral r ON r.client_id = deal.client_id AND r.introducer_id = deal.introducer_id`,
    );
    expect(deals).toHaveLength(told('deposit'));
    for (const { told: closedBy, receiver } of deals) expect(closedBy).toBe(receiver);
    expect(deals.filter(({ channel }) => channel === 'employee-referral').map(({ form }) => form)).toEqual(['signed']);
  });
});

describe('behind the sales floor', () => {
  const one = async (sql: string) => (await rows<Record<string, unknown>>(sql))[0];

  it('deals were contracted and paid down, units are held and prices asked for', async () => {
    const signed = told('contract') / 3;
    expect(signed).toBeGreaterThanOrEqual(6);
    expect(
      await one(`SELECT (SELECT count(*)::int FROM deal_contract WHERE signed_at IS NOT NULL) AS signed,
        (SELECT count(*)::int FROM deal_payment) AS payments, (SELECT count(*)::int FROM sales_target) AS targets,
        (SELECT count(*)::int FROM unit WHERE state = 'held') AS held,
        (SELECT count(*)::int FROM price_request WHERE state = 'pending') AS asked`),
    ).toEqual({ signed, payments: told('pay'), targets: told('target'), held: 2, asked: 2 });
  });

  it('SR-8.01 every site has something planned for the days around the end', async () => {
    const planned = await rows<{ site: string; n: number }>(
      `SELECT site_id AS site, count(*)::int AS n FROM client_contact WHERE next_on BETWEEN '2026-11-12' AND '2026-11-22' GROUP BY 1`,
    );
    expect(planned.filter(({ n }) => n >= 5)).toHaveLength(2);
  });

  it('one dispute is ruled on and one open, and what was seen is reported', async () => {
    const disputes = await rows('SELECT state, count(*)::int AS n FROM dispute GROUP BY 1 ORDER BY 1');
    expect(disputes).toEqual([
      { state: 'open', n: 1 },
      { state: 'ruled', n: 1 },
    ]);
    expect(await one('SELECT count(*)::int AS n FROM violation WHERE reported_by IS NOT NULL')).toEqual({
      n: told('report'),
    });
  });

  it('there are a broker of each kind, a quote, a case under way and a tour in the log', async () => {
    expect(
      await one(`SELECT (SELECT count(DISTINCT kind)::int FROM broker) AS brokers, (SELECT count(*)::int FROM lease_quote) AS quotes,
        (SELECT stage FROM pipeline_case) AS stage, (SELECT logged_for FROM hosting) AS logged`),
    ).toEqual({ brokers: 3, quotes: 1, stage: 'matching', logged: '2026-11-12' });
  });
});

describe('the showcase', () => {
  it('came twice, is the buyer of 陈静, and the first turn of the first morning was hers', async () => {
    const { client, owner } = demoShowcase;
    const visits = await rows<{ consultant: string; rules: string[] }>(
      'SELECT consultant_id AS consultant, rules FROM visit WHERE client_id = $1 ORDER BY arrived_at',
      [client.id],
    );
    expect(visits.map(({ consultant }) => consultant)).toEqual([owner.id, owner.id]);
    expect(visits[0]?.rules).toContain('SR-1.20');
    expect(visits[1]?.rules).toContain('SR-3.07');
    const [deal] = await rows('SELECT consultants FROM deal WHERE client_id = $1', [client.id]);
    expect(deal).toMatchObject({ consultants: [{ staffId: owner.id, parts: 100 }] });
  });
});
