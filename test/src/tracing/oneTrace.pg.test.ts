import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword } from '@shouwen/demo';
import { departments, type House, startHouse } from '@shouwen/infra';
import { until } from '@shouwen/testing';

type Answered = {
  readonly signIn: { readonly accessToken: string };
  readonly openSite: { readonly __typename: string };
};

type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly service: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
};

const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;

/** What a command is followed to in this test: SQL where it is carried out, and SQL where its event is heard. */
const openSite = `mutation OpenSite($input: OpenSiteInput!) {
  openSite(input: $input) { __typename ... on SiteOpened { site { id } } ... on Refusal { code } }
}`;

describe('one trace', () => {
  let dataDir: string;
  let house: House;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwen-trace-'));
    const tracing = (name: string) => [name, { TRACE_FILE: join(dataDir, 'spans.jsonl') }] as const;
    const environment = Object.fromEntries([...departments, 'gateway'].map(tracing));
    house = await startHouse({
      dataDir,
      durable: false,
      environment: { ...environment, organization: { ...environment.organization, DEMO: '1' } },
    });
  });
  afterAll(async () => {
    await house?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = async (query: string, variables: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return ((await response.json()) as { data: Answered }).data;
  };

  const spansOfCaller = (): Span[] => {
    const path = join(dataDir, 'spans.jsonl');
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Span).filter(({ traceId }) => traceId === caller.traceId);
  };

  const isSql = ({ attributes }: Span): boolean => 'db.statement' in attributes || 'db.query.text' in attributes;

  /** The names of the spans around this one, innermost first. */
  const wayOut = (span: Span, all: readonly Span[]): string[] => {
    const parent = all.find(({ spanId }) => spanId === span.parentSpanId);
    const own = `${span.service}: ${span.name}`;
    return parent ? [own, ...wayOut(parent, all)] : [own, String(span.parentSpanId)];
  };

  it('goes from the caller through gateway and department to the SQL, and on with the event to the next department', async () => {
    const { signIn } = await ask(
      'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } } }',
      { input: { signInName: 'tangyu', password: demoPassword } },
    );
    const input = {
      idempotencyKey: 'trace-1',
      nameZh: '临江苑',
      nameEn: 'Riverview',
      kind: 'SALES',
      salesPreset: 'ONE_MONTH',
      openedOn: '2026-03-02',
    };
    const data = await ask(openSite, { input }, { authorization: `Bearer ${signIn.accessToken}`, traceparent });
    expect(data.openSite.__typename).toBe('SiteOpened');

    const heard = (): Span | undefined =>
      spansOfCaller().find((span) => span.service === 'sales-reception' && isSql(span));
    const written = (): Span | undefined =>
      spansOfCaller().find((span) => span.service === 'organization' && isSql(span));
    // Each process writes its spans when it finds the time, in any order: both ways must lead back to the caller.
    const leadsOut = (span: Span | undefined): boolean =>
      span !== undefined && wayOut(span, spansOfCaller()).at(-1) === caller.spanId;
    await until('both lead back', { ask: () => [heard(), written()], good: (both) => both.every(leadsOut) });
    const spans = spansOfCaller();
    const outside = wayOut(written() as Span, spans).slice(1);
    expect(outside).toEqual([
      'organization: mutation OpenSite__organization__0',
      'gateway: gateway.fetch',
      'gateway: gateway.execute',
      'gateway: gateway.request',
      'gateway: mutation OpenSite',
      caller.spanId,
    ]);
    expect(wayOut(heard() as Span, spans).join('\n')).toMatch(
      /sales-reception: consume organization\.site\.opened\.v1\norganization: mutation OpenSite__organization__0/,
    );
  });

  it('tells no values, only the statements', () => {
    const sql = spansOfCaller().filter(isSql);
    expect(sql.length).toBeGreaterThan(3);
    expect(JSON.stringify(sql)).not.toContain('临江苑');
  });
});
