import { expect } from '@jest/globals';
import fc from 'fast-check';
import { type UnitState, unitMoves } from '../../units/index.ts';

export const unitCount = 3;
export const clientCount = 3;
export const holdMinutes = 48 * 60;
export const mostHolds = 3;

/** What can be done to units and deals by those who may; every act answers whether it was carried out. For tests. */
export type Shop = {
  hold(unit: number, client: number): Promise<boolean>;
  reserve(unit: number): Promise<boolean>;
  release(unit: number): Promise<boolean>;
  deposit(unit: number, client: number): Promise<boolean>;
  /** Draws up, has checked and signs. */
  sign(deal: number): Promise<boolean>;
  file(deal: number): Promise<boolean>;
  /** Pays what is left and hands over. */
  handOver(deal: number): Promise<boolean>;
  swap(deal: number, unit: number): Promise<boolean>;
  cancel(deal: number): Promise<boolean>;
  pass(minutes: number): Promise<boolean>;
  states(): Promise<UnitState[]>;
  /** How many standing deals and active keepings each unit has. */
  claims(): Promise<{ deals: number; keepings: number }[]>;
};

type ModelDeal = {
  unit: number;
  client: number;
  stage: 'subscribed' | 'contracted' | 'filed' | 'handed-over' | 'cancelled';
};
/** The tiny model: what the rules say of a shop with three units. */
export type Model = {
  minute: number;
  kept: Map<number, { client: number | null; until: number }>;
  deals: ModelDeal[];
  states: UnitState[];
};
export const emptyModel = (): Model => ({
  minute: 0,
  kept: new Map(),
  deals: [],
  states: Array.from({ length: unitCount }, () => 'available'),
});

const standing = (model: Model, unit: number): ModelDeal | undefined =>
  model.deals.find((deal) => deal.unit === unit && deal.stage !== 'cancelled');
const keptNow = (model: Model, unit: number) => {
  const kept = model.kept.get(unit);
  return kept && kept.until > model.minute ? kept : undefined;
};
const free = (model: Model, unit: number): boolean => !standing(model, unit) && !keptNow(model, unit);
const canHave = (model: Model, unit: number, client: number): boolean =>
  free(model, unit) || (!standing(model, unit) && keptNow(model, unit)?.client === client);
const stateOf = (model: Model, unit: number): UnitState => {
  const deal = standing(model, unit);
  if (deal) return deal.stage === 'filed' || deal.stage === 'cancelled' ? 'contracted' : deal.stage;
  const kept = keptNow(model, unit);
  if (!kept) return 'available';
  return kept.client === null ? 'reserved' : 'held';
};
const holds = (model: Model): number =>
  Array.from({ length: unitCount }, (_, unit) => keptNow(model, unit)).filter((kept) => kept && kept.client !== null)
    .length;

/** One move, or two where a swap puts a unit where the other one was. */
const edges = Object.values(unitMoves).flatMap(({ from, to }) => from.map((state) => [state, to] as const));
const isEdge = (from: UnitState, to: UnitState): boolean =>
  from === to ||
  edges.some(([one, other]) => one === from && other === to) ||
  edges.some(([one, via]) => one === from && edges.some(([two, other]) => two === via && other === to));

type Does = { readonly expected: (model: Model) => boolean; readonly act: (shop: Shop) => Promise<boolean> };

/** Runs an act on model and shop and compares: I14. */
const command = (name: string, does: Does, apply: (model: Model) => void): fc.AsyncCommand<Model, Shop> => ({
  check: () => true,
  toString: () => name,
  run: async (model, shop) => {
    const expected = does.expected(model);
    expect([name, await does.act(shop)]).toEqual([name, expected]);
    if (expected) apply(model);
    const states = await shop.states();
    expect(states).toEqual(states.map((_, unit) => stateOf(model, unit)));
    for (const [unit, state] of states.entries()) {
      const before = model.states[unit] ?? 'available';
      expect([name, before, state, isEdge(before, state)]).toEqual([name, before, state, true]);
      if (before === 'handed-over') expect(state).toBe('handed-over');
    }
    for (const { deals, keepings } of await shop.claims()) expect(deals + keepings).toBeLessThanOrEqual(1);
    model.states = states;
  },
});

const unit = fc.integer({ min: 0, max: unitCount - 1 });
const client = fc.integer({ min: 0, max: clientCount - 1 });
const dealIndex = fc.integer({ min: 0, max: 5 });
const onDeal =
  (name: 'sign' | 'file' | 'handOver' | 'cancel', possible: (deal: ModelDeal) => boolean, to: ModelDeal['stage']) =>
  (index: number): fc.AsyncCommand<Model, Shop> =>
    command(
      `${name} ${index}`,
      {
        expected: ({ deals }) => deals[index] !== undefined && possible(deals[index]),
        act: (shop) => shop[name](index),
      },
      ({ deals }) => {
        const deal = deals[index];
        if (deal) deal.stage = to;
      },
    );

/** Everything that may happen in a shop, in any order. */
export const shopCommands = [
  fc
    .tuple(unit, client)
    .map(([u, c]) =>
      command(
        `hold ${u} for ${c}`,
        { expected: (model) => free(model, u) && holds(model) < mostHolds, act: (shop) => shop.hold(u, c) },
        (model) => model.kept.set(u, { client: c, until: model.minute + holdMinutes }),
      ),
    ),
  unit.map((u) =>
    command(`reserve ${u}`, { expected: (model) => free(model, u), act: (shop) => shop.reserve(u) }, (model) =>
      model.kept.set(u, { client: null, until: Number.POSITIVE_INFINITY }),
    ),
  ),
  unit.map((u) =>
    command(
      `release ${u}`,
      { expected: (model) => keptNow(model, u) !== undefined, act: (shop) => shop.release(u) },
      (model) => model.kept.delete(u),
    ),
  ),
  fc.tuple(unit, client).map(([u, c]) =>
    command(
      `deposit ${u} by ${c}`,
      { expected: (model) => canHave(model, u, c), act: (shop) => shop.deposit(u, c) },
      (model) => {
        model.kept.delete(u);
        model.deals.push({ unit: u, client: c, stage: 'subscribed' });
      },
    ),
  ),
  dealIndex.map(onDeal('sign', ({ stage }) => stage === 'subscribed', 'contracted')),
  dealIndex.map(onDeal('file', ({ stage }) => stage === 'contracted', 'filed')),
  dealIndex.map(onDeal('handOver', ({ stage }) => stage === 'filed', 'handed-over')),
  dealIndex.map(onDeal('cancel', ({ stage }) => !['handed-over', 'cancelled'].includes(stage), 'cancelled')),
  fc.tuple(dealIndex, unit).map(([index, u]) =>
    command(
      `swap ${index} to ${u}`,
      {
        expected: (model) => {
          const deal = model.deals[index];
          return deal !== undefined && /^(subscribed|contracted)$/.test(deal.stage) && canHave(model, u, deal.client);
        },
        act: (shop) => shop.swap(index, u),
      },
      (model) => {
        model.kept.delete(u);
        const deal = model.deals[index];
        if (deal) deal.unit = u;
      },
    ),
  ),
  fc.constantFrom(60, holdMinutes - 1, holdMinutes).map((minutes) =>
    command(`${minutes} minutes pass`, { expected: () => true, act: (shop) => shop.pass(minutes) }, (model) => {
      model.minute += minutes;
    }),
  ),
];
