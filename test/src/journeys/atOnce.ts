import { describe, expect, it } from '@jest/globals';
import { on, type Stage } from './stage.ts';
import { identify, openDay, receive } from './steps.ts';

/** What must hold when many ask at the same moment, through the gateway. */
export const atOnce = (stage: () => Stage): void => {
  describe('F25 SR-1.02 five hundred walk-ins at once on one rotation of twenty', () => {
    it('everyone has one consultant, positions are distinct, counts differ by at most one', async () => {
      const names = Array.from({ length: 20 }, (_, index) => `顾问${index + 1}`);
      const site = await stage().openSite('triple-confirmation', names, '2026-03-02');
      await openDay(site, '2026-03-02');
      const walkIns = await Promise.all(Array.from({ length: 500 }, () => receive(site, on('2026-03-02', '10:00'))));
      expect(walkIns.every(({ consultant, counted }) => names.includes(consultant) && counted)).toBe(true);
      expect(new Set(walkIns.map(({ position }) => position)).size).toBe(500);
      expect(new Set(walkIns.map(({ visitId }) => visitId)).size).toBe(500);
      const turns = names.map((name) => walkIns.filter(({ consultant }) => consultant === name).length);
      expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
    }, 180_000);
  });

  describe('F24 the same idempotency key fifty times at once', () => {
    it('one effect, one answer; another payload under the key is refused; another person has keys of their own', async () => {
      const site = await stage().openSite('triple-confirmation', ['A', 'B'], '2026-03-02');
      await openDay(site, '2026-03-02');
      const at = on('2026-03-02', '10:00');
      const mutation = `mutation ($input: ReceiveVisitorInput!) { receiveVisitor(input: $input) {
        __typename ... on VisitorReceived { visit { id turn { position } } } ... on Refusal { code } } }`;
      const send = (partySize: number, person = site.dutyPerson) =>
        person.ask<{ receiveVisitor: { visit?: { id: string }; code?: string } }>(at, mutation, {
          input: { idempotencyKey: 'the-same', siteId: site.siteId, partySize },
        });
      const answers = await Promise.all(Array.from({ length: 50 }, () => send(1)));
      const visits = new Set(answers.map(({ receiveVisitor }) => receiveVisitor.visit?.id));
      expect(visits.size).toBe(1);
      expect([...visits][0]).toEqual(expect.any(String));
      const receptions = `query ($siteId: ID!) { receptions(siteId: $siteId, date: "2026-03-02") { edges { node { id } } } }`;
      const book = await site.manager.ask<{ receptions: { edges: unknown[] } }>(at, receptions, {
        siteId: site.siteId,
      });
      expect(book.receptions.edges).toHaveLength(1);
      expect((await send(2)).receiveVisitor.code).toBe('IDEMPOTENCY_MISMATCH');
      const byManager = (await send(1, site.manager)).receiveVisitor.visit?.id;
      expect(visits.has(byManager)).toBe(false);
    });

    it('CR-1 ten desks that identify one phone at once get one client', async () => {
      const site = await stage().openSite('triple-confirmation', ['A'], '2026-03-02');
      const who = { name: '许丽', phone: '13900000024' };
      const clients = await Promise.all(Array.from({ length: 10 }, () => identify(site, on('2026-03-02'), who)));
      expect(new Set(clients).size).toBe(1);
    });
  });
};
