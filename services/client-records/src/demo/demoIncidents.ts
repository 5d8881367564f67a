import { demoShowcase, demoTime } from '@shouwen/demo';
import type { World } from '@shouwen/subgraph';
import { filesInRoom } from '../archive/index.ts';
import { completeInspection, recordFindings, startInspection } from '../custody/index.ts';
import { closeLeak, recordRemedy, reportLeak } from '../leaks/index.ts';
import { demoRoom } from './demoArchive.ts';
import { firstArchiveDay, type RecordsScene } from './recordsScene.ts';

const { siteId, client } = demoShowcase;

/** CR-5.01: a leak that was reported, put right and closed. */
export const closeDemoLeak = async ({ by, done, vault }: RecordsScene): Promise<void> => {
  const { caseId } = await done('leak', (idempotencyKey) =>
    reportLeak(vault)(by('duty-person', siteId, [3, 870]), {
      ...{ idempotencyKey, siteId, clientIds: [client.id], what: '来访登记表照片误发到外部群聊' },
    }),
  );
  const doneAt = new Date(demoTime(firstArchiveDay + 3, 890));
  await done('leak-remedy', (idempotencyKey) =>
    recordRemedy(vault)(by('records-supervisor', null, [3, 900]), {
      ...{ idempotencyKey, caseId, what: '照片已撤回，群主已删除，已告知客户', doneAt },
    }),
  );
  await done('leak-close', (idempotencyKey) =>
    closeLeak(vault)(by('client-service-manager', null, [3, 1020]), {
      ...{ idempotencyKey, caseId, conclusion: '误发，未再扩散；当事人已谈话提醒' },
    }),
  );
};

/** CR-3.04: the inspection of the room for what is not classified, where all was found. */
export const inspectDemoRoom = async ({ db }: World, { by, done, vault }: RecordsScene): Promise<void> => {
  const specialist = (minute: number) => by('records-specialist', null, [4, minute]);
  const room = { siteId, room: demoRoom, classified: false };
  const { inspectionId } = await done('inspection', (idempotencyKey) =>
    startInspection(specialist(600), { idempotencyKey, ...room }),
  );
  const files = await db.read((tx) => filesInRoom(tx, room));
  const lines = files.map(({ fileId }) => ({ fileId, finding: 'found' as const, note: null }));
  await done('inspection-lines', (idempotencyKey) =>
    recordFindings(vault)(specialist(660), { idempotencyKey, inspectionId, lines }),
  );
  await done('inspection-end', (idempotencyKey) =>
    completeInspection(specialist(680), { idempotencyKey, inspectionId, humidityPercent: 52, mould: false }),
  );
};
