import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { type DayReport, type Preset, readDiary, runDay, untilAllHeard } from '@shouwen/diary';
import type { Stage } from './stage.ts';

const sample = fileURLToPath(new URL('../../../packages/diary/data/site-diary.csv', import.meta.url));

/** The first three days of the office's diary, checked against the rules by hand. */
export const diaryDays = (stage: () => Stage): void => {
  const firstDays = async (preset: Preset): Promise<DayReport> => {
    const rows = readDiary(readFileSync(sample, 'utf8')).filter(({ date }) => date <= '2026-03-04');
    const { house } = stage();
    const allHeard = () => untilAllHeard(house);
    return runDay({ url: house.url, diary: 'site-diary.csv', rows, preset, runId: `diary-${preset}`, allHeard });
  };
  const receivers = ({ rows }: DayReport) =>
    rows
      .filter(({ event }) => event === 'visit')
      .map(({ date, client, consultant, turn }) => `${date.slice(8)} ${client} ${consultant} ${turn}`);

  describe('the diary of a sales site', () => {
    it('triple-confirmation: who received whom, who was refused, who earned', async () => {
      const report = await firstDays('triple-confirmation');
      expect(report.rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(receivers(report)).toEqual([
        '02 许丽 刘洋 counted',
        '02 罗志强 王芳 counted',
        '02 杨刚 赵磊 counted',
        '02 梁志强 孙丽 counted',
        '02 于文 刘洋 counted',
        // 王芳 was due when the day before closed; 刘洋 is off, so the last of the rotation stands in for 许丽.
        '03 于娟 王芳 counted',
        '03 许丽 陈静 not-counted',
        '03 于勇 赵磊 counted',
        '03 周平 孙丽 counted',
        '03 冯梓萱 陈静 counted',
        '03 陈强 王芳 counted',
        // Before nine o'clock and after six the order holds, and nothing counts.
        '04 孙芳 赵磊 not-counted',
        '04 周平 孙丽 not-counted',
        '04 马娜 赵磊 counted',
        '04 冯梓萱 陈静 not-counted',
        '04 何雪梅 孙丽 counted',
        '04 黄芳 陈静 counted',
        '04 陈强 刘洋 not-counted',
      ]);
      expect(report.rows.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
        { event: 'recognise', client: '陈强', code: 'RECOGNISED_TOO_LATE', rules: ['SR-3.11'] },
      ]);
      expect(report.commission.map(({ client, consultant, amountFen }) => [client, consultant, amountFen])).toEqual([
        ['杨刚', '赵磊', 1_183_168],
        ['于勇', '赵磊', 1_990_912],
        ['周平', '孙丽', 1_103_358],
        ['黄芳', '陈静', 1_208_460],
      ]);
    }, 180_000);

    it('one-month: the same days under the other regulation', async () => {
      const report = await firstDays('one-month');
      expect(report.rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      const recognised = report.rows.find(({ event }) => event === 'recognise');
      expect(recognised).toMatchObject({ outcome: 'accepted', client: '陈强', consultant: '王芳' });
    }, 180_000);
  });
};
