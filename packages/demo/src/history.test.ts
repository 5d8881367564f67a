import { describe, expect, it } from '@jest/globals';
import { demoClients, demoClientsOf, demoFirstContacts } from './clients.ts';
import { demoConsultantsOf, demoSites, demoStaff } from './company.ts';
import { demoHistoryOf } from './history.ts';
import { demoDate, demoHistory } from './historyDays.ts';
import type { DemoStep } from './historyStep.ts';
import { demoOwnerMatters } from './ownerMatters.ts';
import { type DemoSalesSite, demoSalesSites as sites } from './salesSites.ts';
import { demoShowcase } from './showcase.ts';
import { demoReservedUnit, demoUnits } from './units.ts';

const both = sites.flatMap((site) => demoHistoryOf(site));
const count = (does: DemoStep['does']) => both.filter((step) => step.does === does).length;
const deposits = (site: DemoSalesSite) => demoHistoryOf(site).filter((step) => step.does === 'deposit');

describe('the people of the demo company', () => {
  it('are twenty or so of staff and two hundred clients, all with names and phones of their own', () => {
    expect(demoStaff.length).toBeGreaterThanOrEqual(20);
    expect(demoClients).toHaveLength(200);
    for (const field of ['id', 'name', 'phone'] as const)
      expect(new Set(demoClients.map((client) => client[field])).size).toBe(200);
    const names = demoClients.map(({ name }) => name);
    expect(demoStaff.filter(({ name }) => names.includes(name))).toEqual([]);
  });

  it('are met in the order of their ids, and are known before anything else happens to them', () => {
    expect(demoClients.map(({ id }) => id)).toEqual(demoClients.map(({ id }) => id).sort());
    for (const { client, at } of demoFirstContacts) {
      const first = both.find(({ key: _, ...step }) => JSON.stringify(step).includes(client.id));
      expect(first?.at).toBe(at);
    }
  });
});

describe('the units', () => {
  it('are sixty, each with a price of its own by area and floor', () => {
    const units = sites.flatMap((site) => demoUnits[site]);
    expect(units).toHaveLength(60);
    expect(units.filter(({ listPriceFen }) => !Number.isSafeInteger(listPriceFen) || listPriceFen <= 0)).toEqual([]);
  });

  it('are sold at most once, and the reserved one never', () => {
    for (const site of sites) {
      const sold = deposits(site).map((step) => (step.does === 'deposit' ? step.unit : -1));
      expect(new Set(sold).size).toBe(sold.length);
      if (site === demoReservedUnit.site) expect(sold).not.toContain(demoReservedUnit.number);
    }
  });
});

describe('the history', () => {
  it('is five whole weeks', () => {
    expect([demoDate(0), demoDate(demoHistory.days - 1)]).toEqual([demoHistory.from, demoHistory.to]);
    expect(new Date(`${demoHistory.from}T00:00:00Z`).getUTCDay()).toBe(1);
    for (const { at } of both) {
      expect(at.slice(0, 10) >= demoHistory.from && at.slice(0, 10) <= demoHistory.to).toBe(true);
    }
  });

  it('has its visits, follow-ups and deals', () => {
    expect(count('receive')).toBeGreaterThanOrEqual(200);
    expect(count('receive')).toBeLessThanOrEqual(300);
    expect(count('followUp')).toBeGreaterThanOrEqual(150);
    expect(count('deposit')).toBeGreaterThanOrEqual(12);
    expect(count('deposit')).toBeLessThanOrEqual(16);
    expect(count('cancel')).toBe(1);
    expect(count('answer')).toBe(20);
  });

  it.each(sites)('of %s is told in order, every step once, and within opening hours', (site) => {
    const steps = demoHistoryOf(site);
    expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort());
    const times = steps.map(({ at }) => at.slice(11, 16));
    expect(times.filter((time) => time < '09:00' || time > '18:05')).toEqual([]);
  });

  it.each(sites)('of %s is the same every time, and speaks of clients of the site alone', (site) => {
    expect(demoHistoryOf(site)).toEqual(demoHistoryOf(site));
    const ids = new Set(demoClientsOf(site).map(({ id }) => id));
    const strangers = demoHistoryOf(site).filter((step) => 'client' in step && !ids.has(step.client.id));
    expect(strangers).toEqual([]);
  });

  it('lets every consultant rest once a week, and never all of them', () => {
    for (const site of sites) {
      const all = demoConsultantsOf(demoSites[site].id).length;
      const rosters = demoHistoryOf(site).flatMap((step) => (step.does === 'open' ? [step.roster.length] : []));
      expect(rosters).toHaveLength(demoHistory.days);
      expect(Math.min(...rosters)).toBe(all - 1);
    }
  });
});

describe('the property office', () => {
  const buyers = deposits('riverside');
  const cancelled = both.flatMap((step) => (step.does === 'cancel' ? [step.deal] : []));

  it('hears from buyers only, and after they bought', () => {
    for (const { client, at } of demoOwnerMatters) {
      const bought = buyers.find((step) => step.does === 'deposit' && step.client.id === client.id);
      expect(bought && !cancelled.includes(bought.key) && bought.at < at).toBe(true);
    }
  });

  it('hears a handful of complaints, one of them the showcase, and strikes off only what is settled', () => {
    const complaints = demoOwnerMatters.filter(({ complaint }) => complaint !== null);
    expect(complaints.length).toBeGreaterThanOrEqual(4);
    expect(complaints.map(({ client }) => client.id)).toContain(demoShowcase.client.id);
    expect(complaints.filter(({ struckOffAt }) => struckOffAt !== null)).toEqual([]);
  });
});

describe('the showcase', () => {
  it('comes twice, buys, and is of 滨江花园', () => {
    const { client, siteId } = demoShowcase;
    expect(client.siteId).toBe(siteId);
    const visits = both.filter((step) => step.does === 'receive' && step.clientId === client.id);
    expect(visits).toHaveLength(2);
    expect(buyersOf(client.id)).toHaveLength(1);
  });
});

const buyersOf = (clientId: string) => both.filter((step) => step.does === 'deposit' && step.client.id === clientId);
