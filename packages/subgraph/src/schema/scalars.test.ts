import { describe, expect, it } from '@jest/globals';
import { parseValue, valueFromAST } from 'graphql';
import { DateScalar, DateTime, Fen, parseDay, parseFen, parseInstant } from './scalars.ts';

describe('a date', () => {
  it.each(['2026-02-28', '2028-02-29', '1900-01-01', '2199-12-31'])('%s is one', (day) => {
    expect(parseDay(day)).toBe(day);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1899-12-31',
    '2200-01-01',
    '99999-01-01',
    '26-1-1',
    '',
  ])('%s is none', (day) => {
    expect(() => parseDay(day)).toThrow(/date/);
  });

  it.each([20260228, null, undefined, {}, ['2026-02-28']])('%p is none', (value) => {
    expect(() => parseDay(value)).toThrow('YYYY-MM-DD');
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-02T09:30:00+08:00', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T01:30:00Z', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T01:30:00.250Z', '2026-03-02T01:30:00.250Z'],
    ['2026-03-02T15:30:00+14:00', '2026-03-02T01:30:00.000Z'],
    ['2026-03-01T13:30:00-12:00', '2026-03-02T01:30:00.000Z'],
  ])('%s is %s', (written, instant) => {
    expect(parseInstant(written).toISOString()).toBe(instant);
  });

  it.each([
    ['without a zone', '2026-03-02T09:30:00'],
    ['on a day that does not exist', '2026-02-29T09:30:00Z'],
    ['in the year 99999', '99999-01-01T00:00:00Z'],
    ['in the year 0', '0000-01-01T00:00:00Z'],
    ['at 24:00', '2026-03-02T24:00:00Z'],
    ['at a 60th second', '2026-03-02T09:30:60Z'],
    ['in a zone beyond +14:00', '2026-03-02T09:30:00+14:01'],
    ['in a zone beyond -12:00', '2026-03-02T09:30:00-12:01'],
    ['in a zone with 60 minutes', '2026-03-02T09:30:00+07:60'],
    ['as a number', 1_772_415_000_000],
  ])('is refused %s', (_, written) => {
    expect(() => parseInstant(written)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
  });
});

describe('an amount in fen', () => {
  it.each([0, -5, 350_000, Number.MAX_SAFE_INTEGER])('%d is one', (fen) => {
    expect(parseFen(fen)).toBe(fen);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1, '100', null, true])(
    '%p is none',
    (value) => {
      expect(() => parseFen(value)).toThrow('whole number of fen');
    },
  );

  it('is read from a bigint column, which gives text', () => {
    expect(Fen.serialize('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(Fen.serialize(12n)).toBe(12);
  });

  it('is not given out rounded', () => {
    expect(() => Fen.serialize('9007199254740993')).toThrow();
    expect(() => Fen.serialize(1.5)).toThrow();
  });
});

describe('literals in the query text', () => {
  it('are as strict as variables', () => {
    expect(valueFromAST(parseValue('"2026-02-28"'), DateScalar)).toBe('2026-02-28');
    expect(valueFromAST(parseValue('"2026-02-29"'), DateScalar)).toBeUndefined();
    expect(valueFromAST(parseValue('12'), Fen)).toBe(12);
    expect(valueFromAST(parseValue('"12"'), Fen)).toBeUndefined();
    expect(valueFromAST(parseValue('1.0'), Fen)).toBeUndefined();
    expect(valueFromAST(parseValue('20260302'), DateTime)).toBeUndefined();
  });
});
