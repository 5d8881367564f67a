import { setTimeout as pause } from 'node:timers/promises';

export type Told = { readonly zh: string; readonly en: string };

/** Asks the graph as somebody who is signed in. @throws GraphFailed */
export type Graph = <Data>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;

/** The graph did not answer, or said no in a way that is no answer. */
export class GraphFailed extends Error {
  override readonly name = 'GraphFailed';
}

type Reply = {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly text?: Told };
  }[];
};

const tokenLifeMilliseconds = 8 * 60_000;

/** Signs in at the gateway, and again when the token gets old. */
export const graphAt = (url: string, who: { readonly signInName: string; readonly password: string }): Graph => {
  let token: { readonly value: string; readonly takenAt: number } | null = null;
  return async <Data>(query: string, variables: Readonly<Record<string, unknown>>) => {
    if (token === null || performance.now() - token.takenAt > tokenLifeMilliseconds)
      token = { value: await signIn(url, who), takenAt: performance.now() };
    return (await post(url, { query, variables }, { authorization: `Bearer ${token.value}` })) as Data;
  };
};

const signIn = async (
  url: string,
  input: { readonly signInName: string; readonly password: string },
): Promise<string> => {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } ... on Refusal { message { zh en } } } }`;
  const { signIn: answer } = (await post(url, { query, variables: { input } }, {})) as {
    signIn: { readonly accessToken?: string; readonly message?: Told };
  };
  if (answer.accessToken === undefined)
    throw new GraphFailed(`${answer.message?.zh ?? ''} ${answer.message?.en ?? ''}`.trim());
  return answer.accessToken;
};

const post = async (url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<unknown> => {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const answer = await fetch(`${url}/graphql`, request).catch((error: Error) => {
    throw new GraphFailed(`The house at ${url} does not answer: ${error.message}`);
  });
  const { data, errors = [] } = (await answer.json()) as Reply;
  if (data && errors.length === 0) return data;
  throw new GraphFailed(
    errors
      .map(({ message, extensions }) => `${extensions?.code ?? ''} ${extensions?.text?.zh ?? ''} ${message}`)
      .join('; ') || `status ${answer.status}`,
  );
};

export type Refused = {
  readonly __typename: 'Refusal';
  readonly code: string;
  readonly retryable: boolean;
  readonly message: Told;
};
export const refusalFields = '... on Refusal { code retryable message { zh en } }';

const patience = { totalMilliseconds: 120_000, firstMilliseconds: 50, mostMilliseconds: 2_000 };

/**
 * Sends a mutation under its key until the departments have heard of each other's news, or the first attempt, which the gateway no
 * longer waits for, is done. @throws GraphFailed for a refusal that stays
 */
export const command = async <Done extends object>(
  graph: Graph,
  {
    name,
    fields,
    input,
    type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`,
  }: {
    readonly name: string;
    readonly fields: string;
    readonly input: Readonly<Record<string, unknown>>;
    /** Of the input; named after the mutation unless said otherwise. */
    readonly type?: string;
  },
): Promise<Done> => {
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${fields} ${refusalFields} } }`;
  const started = performance.now();
  for (let wait = patience.firstMilliseconds; ; wait = Math.min(wait * 2, patience.mostMilliseconds)) {
    const answer = await graph<Record<string, Done | Refused>>(mutation, { input }).then(
      (data) => data[name],
      toFailure,
    );
    if (answer && !(answer instanceof GraphFailed) && !isRefused(answer)) return answer;
    const isPatient = performance.now() - started < patience.totalMilliseconds;
    if (!isPatient || !mayPass(answer))
      throw answer instanceof GraphFailed ? answer : new GraphFailed(sentenceOf(answer));
    await pause(wait);
  }
};

const toFailure = (error: unknown): GraphFailed => {
  if (error instanceof GraphFailed) return error;
  throw error;
};

const isRefused = (answer: object): answer is Refused => (answer as Partial<Refused>).__typename === 'Refusal';

const mayPass = (answer: object | undefined): boolean =>
  answer instanceof GraphFailed
    ? /UNAVAILABLE|TIMEOUT|TOO_SLOW/.test(answer.message)
    : answer !== undefined && isRefused(answer) && answer.retryable;

const sentenceOf = (answer: object | undefined): string =>
  answer && isRefused(answer) ? `${answer.code}: ${answer.message.zh} ${answer.message.en}` : 'an empty answer';
