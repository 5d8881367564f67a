import { describe, expect, it } from '@jest/globals';
import { DatabaseUnavailable } from '@shouwen/database';
import { QueryFailedError } from 'typeorm';
import { openLog } from './openLog.ts';

const logged = (error: unknown): string => {
  const lines: string[] = [];
  openLog({ service: 'finance', level: 'info' }, { write: (line) => void lines.push(line) }).error({ err: error }, 'x');
  return lines.join('');
};

const refusedRow = Object.assign(new Error('invalid input syntax for type uuid: "沈天佑 13800138000"'), {
  severity: 'ERROR',
  code: '22P02',
  detail: 'Failing row contains (沈天佑, 13800138000).',
});
const failed = new QueryFailedError(
  'INSERT INTO client (name, phone) VALUES ($1, $2)',
  ['沈天佑', '13800138000'],
  refusedRow,
);

describe('S26 what the log says of an error', () => {
  it.each([
    ['a statement that failed', failed],
    ['the driver itself', refusedRow],
    ['a database that cannot answer', new DatabaseUnavailable('The database cannot answer now', { cause: failed })],
    ['something thrown that is no error', { name: '沈天佑', phone: '13800138000' }],
  ])('of %s there is no value of the statement', (_, error) => {
    expect(logged(error)).not.toMatch(/沈天佑|13800138000/);
  });

  it('keeps what is needed to find the cause', () => {
    const { err } = JSON.parse(logged(new DatabaseUnavailable('The database cannot answer now', { cause: failed })));
    expect(err).toMatchObject({
      type: 'DatabaseUnavailable',
      message: 'The database cannot answer now',
      cause: { type: 'QueryFailedError', code: '22P02', message: 'invalid input syntax for type uuid: …' },
    });
    expect(err.cause.stack).toMatch(/openLog\.test/);
  });

  it('says an ordinary sentence whole', () => {
    expect(JSON.parse(logged(new Error('the key ring holds no key: "k2"'))).err.message).toBe(
      'the key ring holds no key: "k2"',
    );
  });
});
