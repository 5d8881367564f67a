import { demoShowcase, demoStaffIn } from '@shouwen/demo';
import { enterLoan, signLoan } from '../loans/index.ts';
import { attachFiles, decideRequest, draftRequest, submitRequest } from '../requests/index.ts';
import type { DemoPapers } from './demoArchive.ts';
import type { Moment, RecordsScene } from './recordsScene.ts';

const { siteId, client } = demoShowcase;

/** CR-4: a loan from Wednesday on, and a request for the contract that waits for client service. */
export const makeDemoRequests = async (scene: RecordsScene, papers: DemoPapers): Promise<void> => {
  await lend(scene, papers.subscription);
  await askForContract(scene);
};

const lend = async (scene: RecordsScene, fileId: string): Promise<void> => {
  const { by, done } = scene;
  const specialist = (minute: number) => by('records-specialist', null, [2, minute]);
  const borrower = by('duty-person', siteId, [2, 620]);
  const requestId = await handedIn(scene, {
    ...{ key: 'loan', role: 'duty-person', siteOfRole: siteId, at: [2, 560], kind: 'borrow' },
    ...{ described: `${client.name}的认购书`, purpose: '核对付款计划', copies: 1, loanDays: 3, untilOn: '2026-11-27' },
  });
  await done('loan-files', (idempotencyKey) =>
    attachFiles(specialist(570), { idempotencyKey, requestId, fileIds: [fileId] }),
  );
  const approved = { requestId, verdict: 'approved', reason: null } as const;
  await done('loan-stamp', (idempotencyKey) =>
    decideRequest(by('sales-manager', siteId, [2, 580]), { idempotencyKey, ...approved }),
  );
  await done('loan-lend', (idempotencyKey) => decideRequest(specialist(590), { idempotencyKey, ...approved }));
  await done('loan-enter', (idempotencyKey) => enterLoan(specialist(600), { idempotencyKey, requestId }));
  await done('loan-sign', (idempotencyKey) => signLoan(borrower, { idempotencyKey, requestId }));
};

const askForContract = async (scene: RecordsScene): Promise<void> => {
  const requestId = await handedIn(scene, {
    ...{ key: 'contract', role: 'finance-clerk', siteOfRole: null, at: [3, 600], kind: 'view' },
    ...{ described: `${client.name}的买卖合同`, purpose: '核对首付款', copies: null, loanDays: null },
    untilOn: '2026-12-18',
  });
  const stamps = scene.by('finance-manager', null, [3, 660]);
  await scene.done('contract-stamp', (idempotencyKey) =>
    decideRequest(stamps, { idempotencyKey, requestId, verdict: 'approved', reason: null }),
  );
};

type Asked = {
  readonly key: string;
  readonly role: string;
  readonly siteOfRole: string | null;
  readonly at: Moment;
  readonly kind: 'view' | 'borrow';
  readonly described: string;
  readonly purpose: string;
  readonly copies: number | null;
  readonly loanDays: number | null;
  readonly untilOn: string;
};

/** Drafted and handed in a minute later. */
const handedIn = async ({ by, done, vault }: RecordsScene, asked: Asked): Promise<string> => {
  const { key, role, siteOfRole, at, ...form } = asked;
  const [day, minute] = at;
  const { requestId } = await done(`${key}-draft`, (idempotencyKey) =>
    draftRequest(vault)(by(role, siteOfRole, at), {
      ...{ idempotencyKey, siteId, readerId: demoStaffIn(role, siteOfRole).id, clientId: null, fileIds: [] },
      ...{ fields: [], showsClient: false, reason: '合同金额与到账记录需要核对', pages: null, carrierId: null },
      ...{ safeguards: null, outsider: null, recipient: null, scope: null },
      ...form,
    }),
  );
  await done(`${key}-submit`, (idempotencyKey) =>
    submitRequest(by(role, siteOfRole, [day, minute + 1]), { idempotencyKey, requestId }),
  );
  return requestId;
};
