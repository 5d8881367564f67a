import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { type DayReport, disturbanceOf, everythingTwice, readDiary, runDay, untilAllHeard } from '@shouwen/diary';
import { departments, type House, type HouseOptions, startHouse } from '@shouwen/infra';

const sample = fileURLToPath(new URL('../../../packages/diary/data/site-diary.csv', import.meta.url));
const rows = readDiary(readFileSync(sample, 'utf8')).filter(({ date }) => date <= '2026-03-04');

const inHouse = async <T>(
  environment: HouseOptions['environment'],
  work: (house: Awaited<ReturnType<typeof startHouse>>) => Promise<T>,
): Promise<T> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-disturbed-'));
  const options = {
    dataDir,
    rehearsal: true,
    demo: 'people',
    durable: false,
    temporary: true,
    logLevel: 'error',
  } as const;
  const house = await startHouse({ ...options, ...(environment ? { environment } : {}) });
  try {
    return await work(house);
  } finally {
    await house.stop();
  }
};

const day = { diary: 'site-diary.csv', rows, preset: 'triple-confirmation', runId: 'disturbed' } as const;

const inside = (house: House) => ({ url: house.url, allHeard: () => untilAllHeard(house) });

describe('the diary of a site, rows sent at their times', () => {
  it('comes to the same receptions, owners and commission with services killed in between and every event sent twice', async () => {
    const calm: DayReport = await inHouse(undefined, (house) => runDay({ ...day, ...inside(house) }));
    const { report, kills } = await inHouse(everythingTwice, async (house) => {
      const disturbance = disturbanceOf(house, 6);
      const told: DayReport = await runDay({ ...day, ...inside(house), ...disturbance.watch });
      return { report: told, kills: disturbance.kills() };
    });
    expect(Object.keys(kills).sort()).toEqual([...departments].sort());
    expect(calm.rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(report.rows).toEqual(calm.rows);
    expect(report.owners).toEqual(calm.owners);
    expect(calm.commission.length).toBeGreaterThan(0);
    expect(report.commission).toEqual(calm.commission);
  }, 600_000);
});
