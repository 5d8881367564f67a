import { describe, expect, it } from '@jest/globals';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../../vault/index.ts';
import { classifiedReadings, discloseFiles } from './discloseFiles.ts';
import type { FileRow } from './fileQueries.ts';

const row = (level: FileRow['level']): FileRow =>
  ({
    ...{ fileId: `file-${level}`, clientId: 'client', siteId: 'site', level, ground: 'custody', key: {} },
    ...(level === 'ordinary' ? { title: '认购书', titleSealed: null } : { title: null, titleSealed: Buffer.from('x') }),
  }) as FileRow;

const disclosing = (transaction: () => Promise<unknown>) => {
  const opened: string[] = [];
  const vault = {
    open: (_: unknown, __: string, { row: at }: { row: string }) => {
      opened.push(at);
      return '绝密';
    },
  } as unknown as Vault;
  const context = { viewer: { kind: 'anonymous' }, now: new Date(0), requestId: 'r', db: { transaction } };
  return { vault, opened, readings: classifiedReadings(context as unknown as BareContext) };
};

const failing = () => Promise.reject(new Error('the trail takes no line'));

describe('I21 CR-2.04 a classified file is read only after it was written down', () => {
  it.each(['confidential', 'top-secret'] as const)(
    '%s: without its line nothing leaves and nothing is opened',
    async (level) => {
      const deps = disclosing(failing);
      await expect(discloseFiles(deps, [row('ordinary'), row(level)])).rejects.toThrow('the trail takes no line');
      expect(deps.opened).toEqual([]);
    },
  );

  it('the line is committed before the title is opened', async () => {
    const order: string[] = [];
    const deps = disclosing(async () => {
      await Promise.resolve();
      order.push(`committed, ${deps.opened.length} opened`);
    });
    const [file] = await discloseFiles(deps, [row('confidential')]);
    expect([...order, file?.title]).toEqual(['committed, 0 opened', '绝密']);
  });

  it('CR-2.06 the title of an erased client is gone with the key', async () => {
    const deps = disclosing(() => Promise.resolve());
    expect(await discloseFiles(deps, [{ ...row('confidential'), key: null }])).toMatchObject([{ title: '—' }]);
    expect(deps.opened).toEqual([]);
  });

  it.each(['ordinary', 'internal'] as const)('%s: needs no line', async (level) => {
    const ordinary = { ...row('ordinary'), level };
    expect(await discloseFiles(disclosing(failing), [ordinary])).toMatchObject([{ title: '认购书' }]);
  });
});
