import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DiarySite } from '@shouwen/diary';
import { readTable, writeCsv, writeXlsx } from '@shouwen/tables';
import { type Outcome, readRegister, takeOver } from '@shouwen/takeover';
import { on, type Stage } from './stage.ts';

const heading = ['日期', '时间', '姓名', '电话', '置业顾问', '等级', '需求', '来源'];
const clientByPhone = `query ($phone: String!) { clientByPhone(phone: $phone) { name
  owner { standing consultant { id } } registrations { fromPaper visitedAt } } }`;

/** A site's old register, from the file to the owners (SR-2). */
export const oldRegister = (stage: () => Stage): void => {
  describe('an old register through the gateway', () => {
    let site: DiarySite;
    beforeAll(async () => {
      site = await stage().openSite('triple-confirmation', ['李伟', '赵强'], '2026-03-02');
    });

    const now = on('2026-03-12', '18:00');
    const take = async (file: Uint8Array, { key = 'one', dryRun = false } = {}): Promise<Outcome> => {
      const idsOf = new Map([...site.staffIds].map(([name, id]) => [name, [id]]));
      const { entries } = readRegister(await readTable(file), { kind: 'visits', idsOf });
      const graph = <Data>(query: string, variables: Record<string, unknown>) =>
        site.manager.ask<Data>(now, query, variables);
      return takeOver({ graph, siteId: site.siteId, kind: 'visits', entries, key, dryRun, progress: () => undefined });
    };
    const seen = async (phone: string) =>
      (await site.manager.ask<{ clientByPhone: unknown }>(now, clientByPhone, { phone })).clientByPhone;

    const good = [
      heading,
      ['2026年3月5日', '9：30', '许丽', '139 0000 0301', '李伟', 'A', '三房', '路过'],
      ['2026-3-6', null, '王芳', '１３９０００００３０２', '赵强', 'B', '=两房', '朋友介绍'],
    ];

    it('one row that is wrong, and neither a client nor a line is written; the reasons come from both departments', async () => {
      const wrong = [...good, ['2026-3-40', null, '钱二', '1390000', '孙三', 'A', '四房', '路过']];
      const outcome = await take(writeCsv(wrong));
      expect(outcome).toMatchObject({ kind: 'refused' });
      const reasons = outcome.kind === 'refused' ? outcome.reasons.map(({ row, code }) => `${row} ${code}`) : [];
      expect(reasons).toEqual(['4 DATE_INVALID', '4 CONSULTANT_UNKNOWN', '4 PHONE_INVALID']);
      expect(await seen('13900000301')).toBeNull();
    });

    it('tried, then taken over from a spreadsheet: clients, lines and owners are there; the same again is the same import', async () => {
      const file = await writeXlsx('来访登记', good);
      expect(await take(file, { dryRun: true })).toEqual({ kind: 'checked', rows: 2 });
      expect(await seen('13900000301')).toBeNull();
      const imported = { kind: 'imported', lines: 2, claims: 2, opened: 2 };
      expect(await take(file)).toEqual(imported);
      expect(await take(file)).toEqual(imported);
      expect(await seen('13900000301')).toMatchObject({
        name: '许丽',
        owner: { standing: 'OWNED', consultant: { id: site.staffIds.get('李伟') } },
        registrations: [{ fromPaper: true, visitedAt: '2026-03-05T01:30:00.000Z' }],
      });
      expect(await take(file, { key: 'two' })).toMatchObject({
        kind: 'refused',
        reasons: [{ code: 'REGISTERED_ALREADY' }, { code: 'REGISTERED_ALREADY' }],
      });
    });
  });
};
