import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { currentTraceparent, gatewayHeader, signGatewayToken, wallClock } from '@shouwen/subgraph';
import { Pool } from 'undici';
import type { SubgraphAddress } from '../config.ts';
import type { GatewayContext } from '../context.ts';
import { askInParts, type PartAnswer } from './representations.ts';

/** How long a department may take before the answer goes out without it. */
export const subgraphTimeoutMilliseconds = 2_000;

/** A command is carried out whether or not anybody waits for it: its answer is worth more patience than a gap is. */
export const commandTimeoutMilliseconds = 10_000;

/** Answers larger than this are a mistake of the department. */
const mostAnswerBytes = 8 * 1024 * 1024;

export type SubgraphFailure = { readonly subgraph: string; readonly reason: string };

export type SubgraphSourceOptions = SubgraphAddress & {
  readonly name: string;
  readonly onFailure: (failure: SubgraphFailure) => void;
  readonly timeoutMilliseconds?: number;
  readonly commandTimeoutMilliseconds?: number;
};

type Sent = { readonly query: string; readonly variables: Record<string, unknown>; readonly operationName?: string };

const unavailable: PartAnswer = {
  data: null,
  errors: [
    { message: 'A department does not answer; its part is missing.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
  ],
};

const isAnswer = (value: unknown): value is PartAnswer =>
  typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);

/**
 * Asks one department. Written for this gateway instead of Apollo's data source: it keeps a pool of connections that survives
 * restarts of the other side, has one deadline for the whole exchange, and never lets a broken answer become more than its gap.
 */
export class SubgraphSource implements GraphQLDataSource<GatewayContext> {
  readonly #options: SubgraphSourceOptions;
  readonly #patience: { readonly query: number; readonly command: number };
  readonly #pool: Pool;

  constructor(options: SubgraphSourceOptions) {
    const query = options.timeoutMilliseconds ?? subgraphTimeoutMilliseconds;
    const command = Math.max(query, options.commandTimeoutMilliseconds ?? commandTimeoutMilliseconds);
    this.#options = options;
    this.#patience = { query, command };
    this.#pool = new Pool(new URL(options.url).origin, {
      connections: 50,
      headersTimeout: command,
      bodyTimeout: command,
      connect: { timeout: 500 },
      keepAliveTimeout: 4_000,
    });
  }

  async process({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>) {
    const { query = '', variables = {}, operationName } = request;
    return askInParts(variables, (part) =>
      this.#ask({ query, variables: part, operationName }, context as GatewayContext),
    );
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #ask(sent: Sent, context: GatewayContext): Promise<PartAnswer> {
    try {
      return await this.#exchange(sent, context);
    } catch (error) {
      // What went wrong is for the log: it names hosts and ports.
      this.#options.onFailure({ subgraph: this.#options.name, reason: String(error) });
      return unavailable;
    }
  }

  async #exchange(sent: Sent, context: GatewayContext): Promise<PartAnswer> {
    const { statusCode, body } = await this.#pool.request({
      path: '/graphql',
      method: 'POST',
      headers: this.#headers(context),
      body: JSON.stringify(sent),
      signal: AbortSignal.timeout(sent.query.startsWith('mutation') ? this.#patience.command : this.#patience.query),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostAnswerBytes) throw new Error(`the answer is larger than ${mostAnswerBytes} bytes`);
      chunks.push(chunk);
    }
    const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    // 401 means that the secrets differ, 413 and the like that a limit is set too low: faults of ours, not of the caller.
    if ((statusCode !== 200 && statusCode !== 400 && !hasData(answer)) || !isAnswer(answer)) {
      throw new Error(`status ${statusCode}`);
    }
    return answer;
  }

  #headers({ viewer, requestId, clientAddress, now }: GatewayContext): Record<string, string> {
    const { name, secret } = this.#options;
    const trace = currentTraceparent();
    return {
      'content-type': 'application/json',
      accept: 'application/json',
      [gatewayHeader]: signGatewayToken(
        { viewer, requestId, ...(clientAddress ? { clientAddress } : {}), ...(now ? { now } : {}) },
        { secret, subgraph: name, at: wallClock() },
      ),
      ...(trace ? { traceparent: trace } : {}),
    };
  }
}

const hasData = (answer: unknown): boolean => isAnswer(answer) && 'data' in answer;
