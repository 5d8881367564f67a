import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDiary } from './readDiary.ts';
import { rosterOrderOf } from './rosterOrder.ts';

const header = 'date,time,event,by,client,phone,asks_for,relation,channel,looking_for,budget,note\n';
const sample = () => readDiary(readFileSync(new URL('../data/site-diary.csv', import.meta.url), 'utf8'));

describe('reading a diary', () => {
  it('reads the five weeks of the sample, in the order of their times', () => {
    const rows = sample();
    expect(rows).toHaveLength(1019);
    expect(rows.filter(({ event }) => event === 'visit')).toHaveLength(260);
    expect(rows.every((row, index) => index === 0 || row.at >= (rows[index - 1]?.at ?? row.at))).toBe(true);
  });

  it('reads Shanghai time', () => {
    const [row] = readDiary(`${header}2026-03-02,09:28,visit,,许丽,13805521753,,,路过,三房,120万,\n`);
    expect(row).toMatchObject({ at: new Date('2026-03-02T01:28:00Z'), line: 2, client: '许丽', note: '' });
  });

  it.each([
    ['a day that is none', '2026-02-29,09:00,open,值班,,,,,,,,', /Line 2: "2026-02-29" is no date/],
    ['a time that is none', '2026-03-02,24:00,open,值班,,,,,,,,', /Line 2: "24:00" is no time/],
    ['an event that is none', '2026-03-02,09:00,opne,值班,,,,,,,,', /nothing called "opne"/],
    ['too few columns', '2026-03-02,09:00', /no readable CSV/],
    ['nothing', '', /no rows/],
  ])('refuses %s and says where', (_, line, message) => {
    expect(() => readDiary(header + line)).toThrow(message);
  });

  it('names the column that is missing', () => {
    expect(() => readDiary('date,time,event\n2026-03-02,09:00,open\n')).toThrow(/lacks the column by, client/);
  });
});

describe('SR-1.01 the roster order behind the daily rosters', () => {
  it('is the order of the days on which all are there', () => {
    expect(rosterOrderOf(sample())).toEqual(['陈静', '刘洋', '王芳', '赵磊', '孙丽']);
  });

  it('adds whoever is on shorter rosters only', () => {
    const rows = readDiary(`${header}2026-03-02,08:55,roster,,,,,,,,,甲、乙\n2026-03-03,08:55,roster,,,,,,,,,甲、丙\n`);
    expect(rosterOrderOf(rows)).toEqual(['甲', '乙', '丙']);
  });
});
