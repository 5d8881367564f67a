import type { Server } from 'node:http';
import { inspect } from 'node:util';
import request from 'supertest';

export type GraphClientOptions = {
  /** The access token of a user, for the gateway. */
  readonly token?: string;
  /** The token a gateway sends with each request, for a subgraph; a function makes a fresh one for each. */
  readonly internalToken?: string | (() => string | Promise<string>);
  /** The time at which the request shall be handled; only in rehearsal. */
  readonly now?: Date;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: '/graphql'. */
  readonly path?: string;
};

export type GraphError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string } & Readonly<Record<string, unknown>>;
};

export type GraphAnswer<Data> = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Data | null;
  readonly errors: readonly GraphError[];
};

type Variables = Readonly<Record<string, unknown>>;

export type GraphClient = {
  /** Sends the operation and returns whatever came back. */
  send<Data = Record<string, unknown>>(query: string, variables?: Variables): Promise<GraphAnswer<Data>>;
  /** Sends the operation and returns its data. @throws when there was any error */
  ask<Data = Record<string, unknown>>(query: string, variables?: Variables): Promise<Data>;
  /** The same client with some options changed: another user, another time. */
  as(changes: GraphClientOptions): GraphClient;
};

/** A client for the gateway or for one subgraph, given as an address or as a server of Node. */
export const graphClient = (target: string | Server, options: GraphClientOptions = {}): GraphClient => {
  const send = async <Data>(query: string, variables: Variables = {}): Promise<GraphAnswer<Data>> => {
    const response = await request(target)
      .post(options.path ?? '/graphql')
      .set(await headersOf(options))
      .send({ query, variables });
    const body = (response.body ?? {}) as { data?: Data | null; errors?: GraphError[] };
    return { status: response.status, headers: response.headers, data: body.data ?? null, errors: body.errors ?? [] };
  };
  return {
    send,
    async ask<Data>(query: string, variables?: Variables) {
      const answer = await send<Data>(query, variables);
      if (answer.data !== null && answer.errors.length === 0 && answer.status === 200) return answer.data;
      throw new Error(`the graph answered ${answer.status} ${inspect(answer.errors, { depth: 6 })}\nto ${query}`);
    },
    as: (changes) => graphClient(target, { ...options, ...changes }),
  };
};

const headersOf = async (options: GraphClientOptions): Promise<Record<string, string>> => {
  const internal = typeof options.internalToken === 'function' ? await options.internalToken() : options.internalToken;
  return {
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    ...(internal === undefined ? {} : { 'x-shouwen-gateway': internal }),
    ...(options.now === undefined ? {} : { 'x-shouwen-now': options.now.toISOString() }),
    ...options.headers,
  };
};
