import { describe, expect, it } from '@jest/globals';
import { ConfigError, type Environment } from '@shouwen/subgraph';
import { readGatewayConfig } from './config.ts';
import { subgraphNames } from './subgraphs/subgraphNames.ts';

const map = (value: (name: string) => string): string =>
  JSON.stringify(Object.fromEntries(subgraphNames.map((name) => [name, value(name)])));

const enough: Environment = {
  SUBGRAPH_URLS: map((name) => `http://${name}:4001/`),
  SUBGRAPH_SECRETS: map((name) => `the secret of ${name}`.padEnd(32, '.')),
};

const mistakesOf = (env: Environment): readonly string[] => {
  try {
    readGatewayConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

describe('the settings of the gateway', () => {
  it('need the address and the secret of each department', () => {
    const { subgraphs, port, corsOrigins, introspection } = readGatewayConfig(enough);
    expect(subgraphs.finance).toEqual({ url: 'http://finance:4001', secret: 'the secret of finance'.padEnd(32, '.') });
    expect({ port, corsOrigins, introspection }).toEqual({ port: 4000, corsOrigins: [], introspection: false });
  });

  it('may give them one by one, which goes before the list', () => {
    const own = { SALES_RECEPTION_URL: 'http://10.0.0.7:80', SALES_RECEPTION_SECRET: 'y'.repeat(32) };
    expect(readGatewayConfig({ ...enough, ...own }).subgraphs['sales-reception']).toEqual({
      url: 'http://10.0.0.7:80',
      secret: 'y'.repeat(32),
    });
  });

  it('tell what is missing for each', () => {
    expect(mistakesOf({ ...enough, SUBGRAPH_URLS: '{}', SUBGRAPH_SECRETS: '{"finance":"short"}' })).toHaveLength(10);
    expect(mistakesOf({ ...enough, SUBGRAPH_URLS: 'http://x' })).toContain(
      'SUBGRAPH_URLS must be a JSON object such as {"organization": "..."}.',
    );
    expect(mistakesOf({ ...enough, FINANCE_URL: 'finance:4001' })).toEqual([
      'The address of finance is missing: set FINANCE_URL or SUBGRAPH_URLS to its http:// address.',
    ]);
  });

  it('take exact origins only', () => {
    const origins = 'https://desk.example.com, http://localhost:5173';
    expect(readGatewayConfig({ ...enough, CORS_ORIGINS: origins }).corsOrigins).toEqual([
      'https://desk.example.com',
      'http://localhost:5173',
    ]);
    for (const origin of ['*', 'https://*.example.com', 'https://desk.example.com/', 'desk.example.com', 'null']) {
      expect(mistakesOf({ ...enough, CORS_ORIGINS: origin })).toHaveLength(1);
    }
  });

  it('show the schema in development only', () => {
    expect(readGatewayConfig({ ...enough, NODE_ENV: 'development' }).introspection).toBe(true);
    expect(readGatewayConfig({ ...enough, NODE_ENV: 'production' }).introspection).toBe(false);
  });

  it('refuse a rehearsal in production', () => {
    expect(mistakesOf({ ...enough, NODE_ENV: 'production', REHEARSAL: '1' })).toHaveLength(1);
  });
});
