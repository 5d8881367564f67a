import { BadInput, type CommandResult, done, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { lockPhoneIndexes } from './clientStore.ts';
import { type Identification, type IdentificationRefusal, readIdentification } from './identifyClient.decision.ts';
import { demandIdentify, identifyIn } from './identifyClient.ts';

export type IdentifyClients = {
  readonly siteId: string;
  readonly people: readonly Identification[];
  readonly idempotencyKey: string;
};

export type IdentifiedClient = { readonly clientId: string; readonly opened: boolean };
export type ClientsIdentified = { readonly clients: readonly IdentifiedClient[] };
export type PersonRefused = Pick<IdentificationRefusal, 'code' | 'message'> & { readonly index: number };
export type PeopleRefusal = Refusal<'ROWS_REFUSED'> & { readonly people: readonly PersonRefused[] };

const mostPeople = 500;

/**
 * Identifies many people at once, such as those of an old register: each as the desk would (CR-1.05, SR-2.06), all in one transaction or
 * none. Each is traced as a search of its own (CR-2.04). @throws Forbidden, NotSignedIn, BadInput
 */
export const identifyClients =
  (vault: Vault) =>
  async (
    context: BareContext,
    { idempotencyKey, siteId, people }: IdentifyClients,
  ): Promise<CommandResult<ClientsIdentified>> => {
    await demandIdentify(context, siteId, needed);
    demandFew(people);
    const refused = peopleRefused(people);
    if (refused.length > 0) return refusedWith(refusalFor(refused), whyRefused(refused, context.now));
    const phones = people.map(phoneOf);
    // As for one: a hash of a plain phone could be guessed back.
    const input = { siteId, people: people.map(({ name }, row) => ({ name, phone: hashed(vault, phones[row]) })) };
    return runCommand({ ...context, name: 'identifyClients', idempotencyKey, input }, async (tx) => {
      await lockPhoneIndexes(
        tx,
        phones.flatMap((phone) => vault.blindIndexes('phone', phone)),
      );
      return done({ clients: await identifyAll(tx, { context, vault, siteId, people }) });
    });
  };

type Many = {
  readonly context: BareContext;
  readonly vault: Vault;
  readonly siteId: string;
  readonly people: readonly Identification[];
};

const identifyAll = async (tx: Tx, { context, vault, siteId, people }: Many): Promise<IdentifiedClient[]> => {
  const clients: IdentifiedClient[] = [];
  for (const asked of people) {
    const answer = await identifyIn({ tx, context, vault, siteId, newClientId: context.newId() }, asked);
    if (answer.outcome === 'refused')
      throw new Error(`somebody was refused who was read before: ${answer.refusal.code}`);
    const { clientId, opened } = answer.result;
    clients.push({ clientId, opened });
  }
  return clients;
};

/** Who cannot be identified, and why; nobody is looked up. @throws Forbidden, NotSignedIn, BadInput */
export const checkPeople = async (
  context: BareContext,
  { siteId, people }: Omit<IdentifyClients, 'idempotencyKey'>,
): Promise<PersonRefused[]> => {
  await demandIdentify(context, siteId, needed);
  demandFew(people);
  return peopleRefused(people);
};

const peopleRefused = (people: readonly Identification[]): PersonRefused[] =>
  people.flatMap((person, index) => {
    const read = readIdentification(person);
    return 'code' in read ? [{ index, code: read.code, message: read.message }] : [];
  });

const hashed = (vault: Vault, phone = ''): string => vault.blindIndex('phone', phone).toString('hex');

const phoneOf = (person: Identification): string => {
  const read = readIdentification(person);
  if ('code' in read) throw new Error('a phone was not read before');
  return read.phone;
};

/** Whoever could ask for hundreds at once could find out which numbers are known: only who takes over registers may. */
const needed = ['client.identify', 'register.import'] as const;

const demandFew = (people: readonly Identification[]): void => {
  if (people.length < 1 || people.length > mostPeople) throw new BadInput(howMany, 'people');
};

const refusalFor = (people: readonly PersonRefused[]): PeopleRefusal => ({
  code: 'ROWS_REFUSED',
  rule: 'CR-1.02',
  message: someRefused(people.length),
  people,
});

const whyRefused = (people: readonly PersonRefused[], now: Date) =>
  reasoning(now)
    .apply('CR-1.02')
    .fact(
      'refused',
      people.map(({ index, code }) => `${index} ${code}`),
    )
    .explain('REFUSED', someRefused(people.length));

const someRefused = (count: number) =>
  text(`有${count}人无法建档，全部未办理。`, `${count} of the people cannot be identified: none was.`);
const howMany = text('每次 1 至 500 人。', 'Between 1 and 500 people at a time.');
