import { setTimeout as pause } from 'node:timers/promises';

/** An answer of the gateway that is neither data nor a typed refusal. The run counts it as a failure. */
export class GatewayFailed extends Error {
  override readonly name = 'GatewayFailed';
  /** The errors as the gateway told them; empty for what this client found itself. */
  readonly errors: readonly ToldError[];

  constructor(message: string, errors: readonly ToldError[] = []) {
    super(message);
    this.errors = errors;
  }
}

export type ToldError = {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly text?: Told; readonly field?: string };
};

export type Rule = { readonly id: string };
export type Told = { readonly zh: string; readonly en: string };
export type Refused = {
  readonly __typename: 'Refusal';
  readonly code: string;
  readonly message: Told;
  readonly retryable: boolean;
  readonly rule: Rule | null;
};

/** Selects a refusal in a mutation's answer. */
export const refusalFields = '... on Refusal { code message { zh en } retryable rule { id } }';

/** Somebody who is signed in and acts at given times. */
export type Person = {
  readonly name: string;
  /** Asks the graph. @throws GatewayFailed on any error */
  ask<Data>(at: Date, query: string, variables?: Record<string, unknown>): Promise<Data>;
  /**
   * Sends one mutation with one input and returns its answer, accepted or refused. Sent again under the same key while a
   * department has not heard yet what it is about, or the gateway cannot be reached. @throws GatewayFailed
   */
  command<Done>(at: Date, mutation: string, input: Record<string, unknown>): Promise<Done | Refused>;
};

type Reply = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly ToldError[];
};

/** Hundreds at once wait for their turn: who asks again too soon makes it later for all. */
const patience = { totalMs: 150_000, firstMs: 20, mostMs: 4_000 };
/** A token lives ten minutes; a new one is taken well before. */
const tokenLifeMs = 8 * 60_000;

const post = async (url: string, body: unknown, headers: Record<string, string>): Promise<Reply> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Reply;
};

/** Tries again, ever more slowly, while `again` says so and patience lasts. */
const patiently = async <T>(attempt: () => Promise<T>, again: (outcome: T | Error) => boolean): Promise<T> => {
  const started = performance.now();
  for (let wait = patience.firstMs; ; wait = Math.min(wait * 2, patience.mostMs)) {
    const outcome = await attempt().catch((error: Error) => error);
    if (!again(outcome) || performance.now() - started > patience.totalMs) {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    }
    await pause(wait);
  }
};

const unreachable = (outcome: unknown): boolean =>
  outcome instanceof TypeError || (outcome instanceof GatewayFailed && /UNAVAILABLE/.test(outcome.message));

const dataOf = (reply: Reply): Record<string, unknown> => {
  if (reply.data && !reply.errors?.length) return reply.data;
  throw new GatewayFailed(
    (reply.errors ?? []).map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('; ') ||
      'an empty answer',
    reply.errors,
  );
};

const signIn = async (
  url: string,
  { signInName, password }: { signInName: string; password: string },
): Promise<string> => {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on SignedIn { accessToken } ${refusalFields} } }`;
  const attempt = async () => dataOf(await post(url, { query, variables: { input: { signInName, password } } }, {}));
  const { signIn: answer } = (await patiently(attempt, unreachable)) as {
    signIn: { accessToken?: string; code?: string };
  };
  if (!answer.accessToken) throw new GatewayFailed(`${signInName} cannot sign in: ${answer.code}`);
  return answer.accessToken;
};

/** Lets somebody act through the gateway; `keyPrefix` makes the idempotency keys of this run its own. */
export const personAt = (
  url: string,
  who: { name: string; signInName: string; password: string; keyPrefix: string },
): Person => {
  let token: { value: Promise<string>; takenAt: number } | null = null;
  let commands = 0;
  // The promise is kept, not the token: many acts at once sign in once.
  const authorization = async (): Promise<string> => {
    if (token === null || performance.now() - token.takenAt > tokenLifeMs) {
      token = { value: signIn(url, who), takenAt: performance.now() };
    }
    return `Bearer ${await token.value}`;
  };
  const once = async (at: Date, query: string, variables: Record<string, unknown>) =>
    dataOf(
      await post(
        url,
        { query, variables },
        { authorization: await authorization(), 'x-shouwen-now': at.toISOString() },
      ),
    );
  return {
    name: who.name,
    ask: async <Data>(at: Date, query: string, variables: Record<string, unknown> = {}) =>
      (await patiently(() => once(at, query, variables), unreachable)) as Data,
    command: async <Done>(at: Date, mutation: string, input: Record<string, unknown>) => {
      commands += 1;
      const idempotencyKey = `${who.keyPrefix}-${who.signInName}-${commands}`;
      const attempt = async () =>
        Object.values(await once(at, mutation, { input: { idempotencyKey, ...input } }))[0] as Done | Refused;
      return patiently(
        attempt,
        (outcome) => unreachable(outcome) || (!(outcome instanceof Error) && mayRetry(outcome)),
      );
    },
  };
};

/** What another department has told, but this one has not heard yet. Other refusals are the answer, retryable or not. */
const waitsForNews: ReadonlySet<string> = new Set(['CLIENT_UNKNOWN', 'SITE_UNKNOWN', 'PARTNER_UNKNOWN', 'CONFLICT']);

const mayRetry = (answer: unknown): boolean => waitsForNews.has((answer as Partial<Refused>).code ?? '');

/** Tells an accepted answer from a refused one. */
export const isRefused = (answer: object): answer is Refused => (answer as Partial<Refused>).__typename === 'Refusal';

/** What an act that must succeed gives; used for setting up, where a refusal is a mistake of the run. */
export const accepted = <Done extends object>(answer: Done | Refused): Done => {
  if (isRefused(answer)) throw new GatewayFailed(`refused: ${answer.code} ${answer.message.en}`);
  return answer;
};
