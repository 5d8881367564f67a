import { randomUUID } from 'node:crypto';
import { doAllDue } from '@shouwen/timers';
import { type BenchService, staffAt } from './benchService.ts';
import { clientReadsOf } from './clientReads.ts';
import { figuresOf, inWords } from './measure.ts';
import type { SeededClients } from './seedClients.ts';

const at = new Date('2026-06-15T11:00:00+08:00');

/** Changes both kinds of keys in the background while people search by phone; every search must find its client. */
export const measureKeyChanges = async (
  bench: BenchService,
  seeded: SeededClients,
  tell: (line: string) => void,
): Promise<boolean> => {
  for (const kind of ['WRAPPING', 'INDEX'] as const) {
    const { taken, seconds } = await changeKeys(bench, seeded, kind);
    tell(`changing the ${kind.toLowerCase()} key of ${seeded.count} clients: ${seconds.toFixed(0)} s`);
    tell(`  searches by phone meanwhile, each found: ${inWords(figuresOf(taken))}`);
  }
  return true;
};

const changeKeys = async (bench: BenchService, seeded: SeededClients, kind: string) => {
  const administrator = staffAt('*', randomUUID(), ['keys.rotate']);
  const ask = (name: string, key: string) =>
    bench.ask<{ answer: { __typename: string; code?: string } }>({
      ...{ viewer: administrator, at },
      query: `mutation ($input: ChangeKeysInput!) { answer: ${name}(input: $input) { __typename ... on Refusal { code } } }`,
      variables: { input: { idempotencyKey: key, kind } },
    });
  const search = clientReadsOf(bench, seeded)['search by phone'] as (turn: number) => Promise<unknown>;
  demandDone(await ask('rotateKeys', `rotate-${kind}`));
  const begun = performance.now();
  const works = (bench.service.dueWork ?? []).filter(({ name }) => name.startsWith('keys.'));
  let goesOn = true;
  const background = doAllDue(works, bench.world, { now: at, siteId: null }).finally(() => {
    goesOn = false;
  });
  const taken: number[] = [];
  for (let turn = 0; goesOn; turn += 1) {
    const from = performance.now();
    await search(turn);
    taken.push(performance.now() - from);
  }
  await background;
  const seconds = (performance.now() - begun) / 1000;
  demandDone(await ask('retireKeys', `retire-${kind}`));
  for (let turn = 0; turn < 100; turn += 1) await search(turn);
  return { taken, seconds };
};

const demandDone = ({ answer }: { answer: { __typename: string; code?: string } }): void => {
  if (answer.__typename !== 'KeysChanged') throw new Error(`the keys were not changed: ${answer.code}`);
};
