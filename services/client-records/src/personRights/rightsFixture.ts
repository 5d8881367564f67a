import type { Permission, StaffViewer } from '@shouwen/access';
import { staffViewer } from '@shouwen/testing';
import { type Desk, now, otherSite, site, staffId } from '../archive/archiveFixture.ts';

const handling: Permission[] = [
  ...(['client.readSite', 'client.edit', 'client.identify', 'personRights.handle'] as const),
  ...([
    'consent.record',
    'care.read',
    'care.handle',
    'leak.report',
    'leak.handle',
    'client.merge',
    'archive.hold',
  ] as const),
];

/** People who handle requests of persons, decide about erasures, or do neither. For tests. */
export const rightsPeople = {
  handler: staffViewer(staffId(31), { '*': handling }),
  approver: staffViewer(staffId(32), {
    '*': ['personRights.erase', 'personRights.handle', 'client.readSite', 'leak.handle'],
  }),
  manager: staffViewer(staffId(33), { '*': [...handling, 'request.reviewClassified', 'personRights.erase'] }),
  elsewhere: staffViewer(staffId(34), {
    [otherSite]: ['personRights.handle', 'personRights.erase', 'client.readSite'],
  }),
  reader: staffViewer(staffId(35), { [site]: ['client.readSite', 'client.identify', 'care.read'] }),
  custodian: staffViewer(staffId(36), { '*': ['client.readSite'] }),
} as const;

export const requestFields = `id number kind state overdue dueAt duties asker proofNumber wish answer client { id name }
  erasureProofs { again intact hash clientNumbers proposedBy { id } approvedBy { id } destroyed { table rows } }
  explanation { outcome applied { id } facts { name value } }`;

type Proof = {
  readonly again: boolean;
  readonly intact: boolean;
  readonly clientNumbers: readonly string[];
  readonly destroyed: readonly { readonly table: string; readonly rows: number }[];
};
export type ShownRequest = {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly duties: readonly string[];
  readonly asker: string | null;
  readonly erasureProofs: readonly Proof[];
};
export type RightsAnswer = {
  readonly request?: ShownRequest;
  readonly code?: string;
  readonly error?: string;
  readonly rows?: number;
  readonly copy?: {
    readonly json: string;
    readonly file: { readonly name: string; readonly contentBase64: string };
  } | null;
};

const inputOf: Readonly<Record<string, string>> = {
  refuseRightsRequest: 'AnswerRightsRequestInput',
  completeCorrection: 'AnswerRightsRequestInput',
  proposeErasure: 'AnswerRightsRequestInput',
};

/** What these people do with requests, through HTTP. */
export const rightsDesk = ({ key, send, act }: Desk) => {
  const does = async (by: StaffViewer, name: string, input: object, at = now): Promise<RightsAnswer> => {
    const type = inputOf[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const answer =
      name === 'deliverCopy'
        ? `... on CopyDelivered { rows copy { json file(format: CSV) { name contentBase64 } } request { ${requestFields} } }`
        : `... on RightsRequestDone { request { ${requestFields} } }`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${answer} ... on Refusal { code } } }`;
    const sent = await send(by, mutation, { input: { idempotencyKey: key(), ...input } }, at);
    if (sent.errors.length > 0) return { error: String(sent.errors[0]?.extensions?.code) };
    return (sent.data as Record<string, RightsAnswer>)[name] ?? {};
  };
  const registered = async (clientId: string, kind: string, changes: object = {}, at = now): Promise<RightsAnswer> =>
    does(
      rightsPeople.handler,
      'registerRightsRequest',
      {
        ...{ siteId: site, clientId, kind, askedBy: 'SELF', asker: '许丽', proof: 'IDENTITY_CARD' },
        ...{ proofNumber: '430102********1234', ...changes },
      },
      at,
    );
  return {
    does,
    registered,
    client: async (name: string, phone: string): Promise<string> => {
      const input = { siteId: site, name, phone };
      return (await act<{ client: { id: string } }>(rightsPeople.handler, 'identifyClient', input)).client.id;
    },
    /** A deletion that the handler proposed and another person agreed to. */
    agreed: async (clientId: string, at = now): Promise<ShownRequest> => {
      const requestId = (await registered(clientId, 'DELETION', {}, at)).request?.id;
      await does(rightsPeople.handler, 'proposeErasure', { requestId, answer: '无须再保存' }, at);
      const decided = await does(rightsPeople.approver, 'decideErasure', { requestId, approved: true }, at);
      if (!decided.request) throw new Error(JSON.stringify(decided));
      return decided.request;
    },
    shown: async (by: StaffViewer, id: string | undefined, at = now): Promise<ShownRequest | null> => {
      const sent = await send(by, `query ($id: ID!) { rightsRequest(id: $id) { ${requestFields} } }`, { id }, at);
      return (sent.data as { rightsRequest: ShownRequest | null }).rightsRequest;
    },
  };
};
