import { describe, expect, it } from '@jest/globals';
import { ConfigError, type Environment, readConfig } from './config.ts';

const enough: Environment = {
  DATABASE_URL: 'postgres://finance_app:secret@127.0.0.1:5432/finance',
  GATEWAY_SECRET: 'x'.repeat(32),
};

const mistakesOf = (env: Environment): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

describe('the settings of a service', () => {
  it('need a database and a secret, all else has a default', () => {
    expect(readConfig(enough)).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      natsUrl: 'nats://127.0.0.1:4222',
      newsAlarmSeconds: 3_600,
      ownerDatabaseUrl: null,
      rehearsal: false,
      demo: false,
      logLevel: 'info',
      crashAt: null,
      deliverTwice: false,
      tracing: { otlpEndpoint: null, file: null },
    });
  });

  it('tell all mistakes at once, each in a sentence', () => {
    expect(mistakesOf({ PORT: 'http', DEMO: 'maybe', LOG_LEVEL: 'loud', DATABASE_URL: 'localhost' })).toEqual([
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud".',
      'PORT must be a port number between 0 and 65535, not "http".',
      'DATABASE_URL must be a postgres:// address.',
      'GATEWAY_SECRET is not set.',
      'DEMO must be 1 or 0, not "maybe".',
    ]);
  });

  it('never print the address of a database, which has its password in it', () => {
    const told = mistakesOf({ ...enough, DATABASE_URL: 'mysql://app:hunter2@db/x', OWNER_DATABASE_URL: 'x:hunter2@y' });
    expect(told).toHaveLength(2);
    expect(told.join()).not.toContain('hunter2');
  });

  it('say where contents lie, and who looks through them; without, they lie in the folder of files', () => {
    expect(readConfig(enough).contents).toEqual({ s3: null, clamav: null });
    const set = {
      CONTENTS_S3_ENDPOINT: 'https://s3.example.com',
      CONTENTS_S3_BUCKET: 'contents',
      CONTENTS_S3_PREFIX: 'shouwen/',
      CLAMAV_URL: 'tcp://127.0.0.1',
    };
    expect(readConfig({ ...enough, ...set }).contents).toEqual({
      s3: { endpoint: 'https://s3.example.com', region: 'us-east-1', bucket: 'contents', prefix: 'shouwen/' },
      clamav: { host: '127.0.0.1', port: 3_310 },
    });
    const wrong = { CONTENTS_S3_ENDPOINT: 's3.example.com', CONTENTS_S3_PREFIX: '../', CLAMAV_URL: 'http://x' };
    expect(mistakesOf({ ...enough, ...wrong })).toEqual([
      'CONTENTS_S3_ENDPOINT must be a https:// address.',
      'CLAMAV_URL must be a tcp:// address.',
      'CONTENTS_S3_PREFIX is made of letters, digits, - and _, and ends with a slash.',
      'CONTENTS_S3_BUCKET is not set.',
    ]);
  });

  it.each([
    [31, false],
    [32, true],
  ])('take a gateway secret of %d characters: %p', (length, fine) => {
    expect(mistakesOf({ ...enough, GATEWAY_SECRET: 'x'.repeat(length) }).length === 0).toBe(fine);
  });

  it.each([
    ['1', true],
    ['0', false],
    ['1.5', false],
    ['soon', false],
  ])('take %s as the seconds until an alarm: %p', (seconds, fine) => {
    expect(mistakesOf({ ...enough, NEWS_ALARM_SECONDS: seconds }).length === 0).toBe(fine);
  });

  it.each([
    ['65535', true],
    ['65536', false],
    ['-1', false],
    ['1.5', false],
  ])('take the port %s: %p', (port, fine) => {
    expect(mistakesOf({ ...enough, PORT: port }).length === 0).toBe(fine);
  });
});

describe('in production', () => {
  it('nobody may set the time', () => {
    expect(mistakesOf({ ...enough, REHEARSAL: '1', NODE_ENV: 'production' })).toEqual([
      'REHEARSAL lets callers set the time, so it is refused when NODE_ENV is production.',
    ]);
    expect(readConfig({ ...enough, REHEARSAL: '1' }).rehearsal).toBe(true);
    expect(mistakesOf({ ...enough, REHEARSAL: '0', NODE_ENV: 'production' })).toEqual([]);
  });

  it('nobody may ask for a crash', () => {
    expect(mistakesOf({ ...enough, CRASH_AT: 'relay.after_puback', NODE_ENV: 'production' })).toEqual([
      'CRASH_AT is refused when NODE_ENV is production.',
    ]);
  });
});
