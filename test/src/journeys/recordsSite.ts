import type { DiarySite, Person } from '@shouwen/diary';
import { until } from '@shouwen/testing';
import { attempt, carryOut, on, type Stage } from './stage.ts';
import { consultantOf, identify, openDay, visit } from './steps.ts';

/** The week of these journeys begins on Monday, 2 March 2026. */
export const monday = '2026-03-02';

/** A sales site with a client of 赵宁 who has an archive, and everybody who keeps it, asks for it or decides about it. */
export type RecordsSite = {
  readonly site: DiarySite;
  readonly client: { readonly id: string; readonly name: string; readonly phone: string; readonly number: string };
  /** The consultant whose client it is, and a colleague. */
  readonly zhao: Person;
  readonly li: Person;
  readonly specialist: Person;
  readonly supervisor: Person;
  readonly clerk: Person;
  readonly financeManager: Person;
  readonly advisor: Person;
  readonly serviceManager: Person;
  readonly general: Person;
  /** A confidential paper, and two ordinary ones. */
  readonly contract: string;
  readonly forms: readonly [string, string];
};

const client = { name: '欧阳若云', phone: '13805523377' };

export const openRecordsSite = async (stage: Stage): Promise<RecordsSite> => {
  const site = await stage.openSite('triple-confirmation', ['赵宁', '李安'], monday);
  await openDay(site, monday);
  const clientId = await identify(site, on(monday, '09:10'), client);
  await visit(site, on(monday, '09:10'), { clientId });
  const zhao = consultantOf(site, '赵宁');
  const own = await until('the client is known to be 赵宁’s', {
    ask: () => zhao.ask<{ client: { number: string } | null }>(on(monday), clientQuery, { id: clientId }),
    good: (answer) => answer.client !== null,
  });
  const [specialist, supervisor] = [stage.demoPerson('jianglin'), stage.demoPerson('shilei')];
  const { siteId } = site;
  await carryOut(specialist, at('09:30'), { name: 'openArchive', fields: '__typename', input: { siteId, clientId } });
  const file = filing({ siteId, clientId });
  return {
    ...{ site, zhao, specialist, supervisor },
    client: { ...client, id: clientId, number: own.client?.number ?? '' },
    li: consultantOf(site, '李安'),
    clerk: stage.demoPerson('caoying'),
    financeManager: stage.demoPerson('pengwei'),
    advisor: stage.demoPerson('songya'),
    serviceManager: stage.demoPerson('yeqing'),
    general: stage.demoPerson('gumingyuan'),
    contract: await file(supervisor, { title: '购房合同', kind: 'CONTRACT', level: 'CONFIDENTIAL' }),
    forms: [
      await file(specialist, { title: '来访登记表', kind: 'FORM', level: 'ORDINARY' }),
      await file(specialist, { title: '户型确认书', kind: 'FORM', level: 'ORDINARY' }),
    ],
  };
};

const clientQuery = 'query ($id: ID!) { client(id: $id) { number } }';
const at = (time: string) => on(monday, time);

/** Somebody files a paper on a shelf of its own. */
const filing = (of: { readonly siteId: string; readonly clientId: string }) => {
  let shelves = 0;
  return async (by: Person, paper: { title: string; kind: string; level: string }): Promise<string> => {
    shelves += 1;
    const classified = paper.level === 'CONFIDENTIAL';
    const shelf = {
      siteId: of.siteId,
      room: classified ? '保密室' : '档案室',
      cabinet: 'A',
      shelf: shelves,
      classified,
    };
    const added = await carryOut<{ shelf: { id: string } }>(by, at('09:40'), {
      ...{
        name: 'addArchiveShelf',
        fields: '... on ShelfDone { shelf { id } }',
        inputType: 'ShelfInput',
        input: shelf,
      },
    });
    const place = { shelfId: added.shelf.id, position: 1 };
    const filed = await carryOut<{ file: { id: string } }>(by, at('09:45'), {
      ...{ name: 'fileDocument', fields: '... on FileDone { file { id } }' },
      input: { ...of, ...paper, carrier: 'PAPER', place, retention: { from: monday, years: 30 } },
    });
    return filed.file.id;
  };
};

const requestFields = `... on AccessRequestDone { request { id state endReason plan nextStep files { id }
  grant { acts until oneTime } explanation { applied { id } } } }`;
export type SeenRequest = {
  readonly id: string;
  readonly state: string;
  readonly plan: readonly string[];
  readonly nextStep: string | null;
  readonly grant: { readonly acts: readonly string[]; readonly until: string; readonly oneTime: boolean } | null;
};

const actOn = async (by: Person, when: Date, name: string, rest: { inputType: string; input: object }) =>
  (
    await carryOut<{ request: SeenRequest }>(by, when, {
      ...{ name, fields: requestFields, inputType: rest.inputType, input: { ...rest.input } },
    })
  ).request;

/** Drafts and hands in a request; that somebody's post is known here may take a moment. */
export const requested = async (by: Person, when: Date, form: Record<string, unknown>): Promise<SeenRequest> => {
  const input = { purpose: '核对首付款', reason: '合同金额与到账不符', untilOn: '2026-03-06', ...form };
  const drafted = await until(`${by.name} may ask for files`, {
    ask: () =>
      attempt<{ request?: { id: string } }>(by, when, {
        ...{ name: 'draftRequest', fields: requestFields, input },
      }),
    good: (answer) => !('code' in answer && answer.code === 'COLLEAGUE_UNKNOWN'),
  });
  if (!('request' in drafted) || !drafted.request) throw new Error(JSON.stringify(drafted));
  const input2 = { requestId: drafted.request.id };
  return actOn(by, when, 'submitRequest', { inputType: 'AccessRequestInput', input: input2 });
};

/** Takes the next step of a request, approving. */
export const approve = (by: Person, when: Date, requestId: string): Promise<SeenRequest> =>
  actOn(by, when, 'decideRequest', { inputType: 'DecideRequestInput', input: { requestId, verdict: 'APPROVED' } });

/** Says which files the request means. */
export const attach = (by: Person, when: Date, more: { requestId: string; fileIds: readonly string[] }) =>
  actOn(by, when, 'attachFiles', { inputType: 'AttachFilesInput', input: more });

export type Line = {
  readonly action: string;
  readonly allowed: boolean;
  readonly detail: string;
  readonly reason: string | null;
  readonly staff: { readonly name: string } | null;
};

/** Who saw the client, as the custodian reads it, newest first. */
export const traceOf = async ({ specialist, client: { id } }: RecordsSite, when: Date): Promise<readonly Line[]> => {
  const query = `query ($id: ID!) { clientTrace(clientId: $id, first: 100) { edges { node { action allowed detail reason staff { name } } } } }`;
  type Answer = { clientTrace: { edges: { node: Line }[] } };
  const { clientTrace } = await specialist.ask<Answer>(when, query, { id });
  return clientTrace.edges.map(({ node }) => node);
};
