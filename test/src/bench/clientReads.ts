import { randomUUID } from 'node:crypto';
import { type BenchService, staffAt } from './benchService.ts';
import type { Call } from './measure.ts';
import type { SeededClients } from './seedClients.ts';

const at = new Date('2026-06-15T10:30:00+08:00');

/** What people look up all day: somebody by phone, somebody's page, and the own clients. Each by another person. */
export const clientReadsOf = (bench: BenchService, seeded: SeededClients): Readonly<Record<string, Call>> => {
  const { count, consultants } = seeded;
  const client = (turn: number) => seeded.client(scattered(turn, count));
  const reader = (siteId: string) =>
    staffAt(siteId, randomUUID(), ['client.readSite', 'client.identify', 'archive.readSite', 'tier.read']);
  return {
    'search by phone': async (turn) => {
      const { siteId, phone, id } = client(turn);
      const asked = { viewer: reader(siteId), at, query: byPhone, variables: { phone } };
      const found = await bench.ask<{ clientByPhone: { id: string } | null }>(asked);
      if (found.clientByPhone?.id !== id) throw new Error(`${phone} did not find its client`);
    },
    "a client's page": async (turn) => {
      const { siteId, id } = client(turn);
      const page = await bench.ask<{ client: object | null }>({
        viewer: reader(siteId),
        at,
        query: whole,
        variables: { id },
      });
      if (page.client === null) throw new Error(`the page of ${id} was empty`);
    },
    "a consultant's list": async (turn) => {
      const { siteId, staffId } = consultants[scattered(turn, consultants.length)] as (typeof consultants)[number];
      const viewer = staffAt(siteId, staffId, ['client.readOwn']);
      const { clients } = await bench.ask<{ clients: { edges: object[] } }>({ viewer, at, query: list });
      if (clients.edges.length !== 50) throw new Error(`a list of ${clients.edges.length}`);
    },
    "a site's list": async (turn) => {
      const { clients } = await bench.ask<{ clients: { edges: object[] } }>({
        ...{ viewer: reader(client(turn).siteId), at, query: list },
      });
      if (clients.edges.length !== 50) throw new Error(`a list of ${clients.edges.length}`);
    },
  };
};

/** Over all of them, and not in their order. */
const scattered = (turn: number, count: number): number => (turn * 7_919 + 104_729) % count;

const byPhone = 'query ($phone: String!) { clientByPhone(phone: $phone) { id number name phone { masked } } }';
const whole = `query ($id: ID!) { client(id: $id) { id number name phone { masked } openedAt readBy kind business district urgency
  classes { class since } contacts { id kind value { masked } checkedAt } identityNumber { masked }
  relations(first: 20) { edges { node { id otherIs other { id name } } } } consents { purpose state since }
  tier { tier validThrough } archive { id } files(first: 20) { edges { node { id title } } } } }`;
const list = '{ clients(first: 50) { edges { node { id number name phone { masked } } } pageInfo { hasNextPage } } }';
