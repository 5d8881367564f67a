import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPassword, demoStaff } from '@shouwen/demo';
import {
  accepted,
  type DiarySite,
  openDiarySite,
  type Person,
  type Preset,
  personAt,
  type Refused,
  refusalFields,
} from '@shouwen/diary';
import { type House, startHouse } from '@shouwen/infra';

/** A whole house that rehearses: five services, gateway, PostgreSQL and NATS, each a process of its own. */
export type Stage = {
  readonly house: House;
  /** Where everything lies that the house keeps. */
  readonly dataDir: string;
  /** A sales site of its own with these consultants, opened the day before `firstDay`. */
  openSite(preset: Preset, consultants: readonly string[], firstDay: string): Promise<DiarySite>;
  /** Somebody of the demo company, the same each time. */
  demoPerson(signInName: string): Person;
  stop(): Promise<void>;
};

/** The programs must have been built: `npm test` does that first. */
export const setStage = async (): Promise<Stage> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-journey-'));
  const house = await startHouse({ dataDir, rehearsal: true, demo: 'people', durable: false });
  let sites = 0;
  const people = new Map<string, Person>();
  return {
    house,
    dataDir,
    openSite: (preset, consultants, firstDay) => {
      sites += 1;
      return openDiarySite({ url: house.url, consultants, firstDay, preset, runId: `site${sites}` });
    },
    demoPerson: (signInName) => {
      const known = demoStaff.find((one) => one.signInName === signInName);
      if (!known) throw new RangeError(`nobody in the demo company signs in as ${signInName}`);
      const who = { name: known.name, signInName, password: demoPassword, keyPrefix: 'journey' };
      // One and the same each time: the keys of their commands count on.
      const person = people.get(signInName) ?? personAt(house.url, who);
      people.set(signInName, person);
      return person;
    },
    stop: async () => {
      await house.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** A moment in Shanghai: `on('2026-03-02', '09:05')`. */
export const on = (date: string, time = '10:00'): Date => new Date(`${date}T${time}:00+08:00`);

const capital = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

export type Mutation = {
  readonly name: string;
  readonly fields: string;
  readonly input: Record<string, unknown>;
  /** Where it is not `<Name>Input`. */
  readonly inputType?: string;
};

export const textOf = ({ name, fields, inputType = `${capital(name)}Input` }: Mutation): string =>
  `mutation ($input: ${inputType}!) { ${name}(input: $input) { __typename ${fields} ${refusalFields} } }`;

/** Sends the mutation, and returns what was accepted or the typed refusal. */
export const attempt = <Done extends object>(person: Person, at: Date, mutation: Mutation): Promise<Done | Refused> =>
  person.command<Done>(at, textOf(mutation), mutation.input);

/** The same for what must be accepted. @throws with the refusal's code otherwise */
export const carryOut = async <Done extends object>(person: Person, at: Date, mutation: Mutation): Promise<Done> =>
  accepted(await attempt<Done>(person, at, mutation));
