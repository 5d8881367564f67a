import { demoClientsOf, demoHistoryOf, demoShowcase } from '@shouwen/demo';
import {
  addShelf,
  approveArchive,
  type FileKind,
  type FileLevel,
  fileDocument,
  openArchive,
} from '../archive/index.ts';
import type { Moment, RecordsScene } from './recordsScene.ts';

const { siteId } = demoShowcase;

/** The papers of the showcase that others ask for. */
export type DemoPapers = { readonly subscription: string; readonly contract: string; readonly scan: string };

/** The first buyers of the sites, the showcase before all; the last one's archive still waits for the director. */
export const demoBuyers = () => {
  const ids = demoHistoryOf('riverside').flatMap((step) => (step.does === 'deposit' ? [step.client.id] : []));
  const others = demoClientsOf('riverside').filter(({ id }) => ids.includes(id) && id !== demoShowcase.client.id);
  return [demoShowcase.client, ...others.slice(0, 3)];
};

/** CR-3: shelves, archives opened by the records specialist and approved by the sales director, and what lies in them. */
export const fillDemoArchive = async (scene: RecordsScene): Promise<DemoPapers> => {
  const shelves = await shelvesOf(scene);
  const made = new Map<string, string>();
  for (const [number, { id: clientId }] of demoBuyers().entries()) {
    const opens = scene.by('records-specialist', null, [0, 550 + number]);
    await scene.done(`open-archive-${number}`, (idempotencyKey) =>
      openArchive(opens, { idempotencyKey, siteId, clientId }),
    );
    const approves = scene.by('sales-director', siteId, [0, 610 + number]);
    if (number < 3)
      await scene.done(`approve-archive-${number}`, (idempotencyKey) =>
        approveArchive(approves, { idempotencyKey, clientId }),
      );
    for (const [order, paper] of papers.entries()) {
      if (paper.forShowcaseAlone && number > 0) continue;
      const at: Moment = [0, 840 + number * 10 + order];
      const { fileId } = await fileAway(scene, { ...paper, shelves, clientId, at, key: `${number}-${order}` });
      if (number === 0) made.set(paper.title, fileId);
    }
  }
  const idOf = (title: string) => made.get(title) ?? '';
  return { subscription: idOf('认购书'), contract: idOf('商品房买卖合同'), scan: idOf('户型确认书（扫描件）') };
};

type Paper = {
  readonly title: string;
  readonly kind: FileKind;
  readonly level: FileLevel;
  readonly years: number | null;
  readonly electronic?: true;
  readonly forShowcaseAlone?: true;
};

const papers: readonly Paper[] = [
  { title: '来访登记表', kind: 'form', level: 'ordinary', years: 5 },
  { title: '认购书', kind: 'contract', level: 'internal', years: 15 },
  {
    title: '户型确认书（扫描件）',
    kind: 'form',
    level: 'ordinary',
    years: 15,
    electronic: true,
    forShowcaseAlone: true,
  },
  { title: '商品房买卖合同', kind: 'contract', level: 'confidential', years: 30, forShowcaseAlone: true },
  { title: '家庭资产与贷款资料', kind: 'other', level: 'top-secret', years: null, forShowcaseAlone: true },
];

type Shelves = { readonly open: string; readonly apart: string };

const shelvesOf = async ({ by, done }: RecordsScene): Promise<Shelves> => {
  const shelf = { siteId, cabinet: 'A柜', shelf: 1 };
  const open = await done('shelf', (idempotencyKey) =>
    addShelf(by('records-specialist', null, [0, 540]), { ...shelf, idempotencyKey, room: demoRoom, classified: false }),
  );
  const apart = await done('shelf-apart', (idempotencyKey) =>
    addShelf(by('records-supervisor', null, [0, 545]), { ...shelf, idempotencyKey, room: '保密室', classified: true }),
  );
  return { open: open.shelfId, apart: apart.shelfId };
};

/** The room for what is not classified. */
export const demoRoom = '档案室';

type Filing = Paper & {
  readonly shelves: Shelves;
  readonly clientId: string;
  readonly at: Moment;
  readonly key: string;
};

const fileAway = (scene: RecordsScene, { shelves, clientId, at, key, title, kind, level, ...rest }: Filing) => {
  const classified = level === 'confidential' || level === 'top-secret';
  const files = scene.by(classified ? 'records-supervisor' : 'records-specialist', null, at);
  const [number = 0, order = 0] = key.split('-').map(Number);
  const place = { shelfId: classified ? shelves.apart : shelves.open, position: number * papers.length + order + 1 };
  return scene.done(`file-${key}`, (idempotencyKey) =>
    fileDocument(scene.vault)(files, {
      ...{ idempotencyKey, siteId, clientId, title, kind, level },
      ...{ carrier: rest.electronic ? 'electronic' : 'paper', place: rest.electronic ? null : place },
      retention: { from: '2026-11-16', years: rest.years },
    }),
  );
};
