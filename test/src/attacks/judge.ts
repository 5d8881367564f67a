import { expect } from '@jest/globals';
import { errorCodes } from '@shouwen/subgraph';
import type { Expectation } from './attack.ts';
import type { Answer } from './send.ts';

type Body = { readonly data?: unknown; readonly errors?: readonly Told[]; readonly extensions?: unknown };
type Told = { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> };

/** What no error may tell (invariant I29): SQL, stack frames, addresses, files, phone numbers. */
const leak = /SELECT|at .*\(.*:\d+|127\.0\.0\.1|node_modules|1[3-9]\d{9}|Did you mean|ECONN|\.invalid/;

const readBody = ({ text, headers }: Answer): Body => {
  if (text === '') return {};
  expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
  return JSON.parse(text) as Body;
};

/** The envelope of I29: message, path, and of the extensions only those that are meant for the caller. */
const judgeEnvelope = (errors: readonly Told[]): void => {
  // The id of a request is made of chance, and chance can look like a phone number.
  const said = JSON.stringify(errors, (key, value) => (key === 'requestId' ? null : value));
  expect(said).not.toMatch(leak);
  for (const error of errors) {
    expect(Object.keys(error).filter((key) => !['message', 'path', 'extensions'].includes(key))).toEqual([]);
    const extensions = error.extensions ?? {};
    expect(Object.keys(extensions).filter((key) => !['code', 'requestId', 'text', 'field'].includes(key))).toEqual([]);
    expect(errorCodes).toContain(extensions.code);
    expect('requestId' in extensions).toBe(true);
  }
};

const judgeErrors = (errors: readonly Told[], expected: Expectation): void => {
  expect(errors.map(({ extensions }) => extensions?.code)).toEqual(errors.map(() => expected.code));
  if (expected.code) expect(errors.length).toBeGreaterThan(0);
  if (expected.message) expect(errors[0]?.message).toContain(expected.message);
  if (expected.mostErrors) expect(errors.length).toBeLessThanOrEqual(expected.mostErrors);
};

const lengthAt = (body: Body, path: string): number => {
  const found = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], body);
  return Array.isArray(found) ? found.length : Number.NaN;
};

/** Compares an answer with what the corpus expects, and with what holds for every answer. */
export const judge = (answer: Answer, expected: Expectation): void => {
  const body = readBody(answer);
  judgeEnvelope(body.errors ?? []);
  expect({ status: answer.status, text: answer.text.slice(0, 500) }).toMatchObject({ status: expected.status });
  judgeErrors(body.errors ?? [], expected);
  expect(body.extensions).toBeUndefined();
  if ('data' in expected) expect(body.data).toEqual(expected.data);
  for (const [path, most] of Object.entries(expected.atMost ?? {}))
    expect(lengthAt(body, path)).toBeLessThanOrEqual(most);
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    expect(answer.headers[name] ?? null).toBe(value);
  }
  // Nothing that was sent has become a property of all objects.
  expect(Object.keys(Object.prototype)).toEqual([]);
};
