import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Viewer } from '@shouwen/access';
import request from 'supertest';
import { at, people, type RequestDesk, site } from '../requests/requestFixture.ts';

/** For tests: clients that can be exported, and what one does with exports. */
export const clerk = people.clerk;
export const day = at('03');

const done = `... on AccessRequestDone { request { id number state nextStep plan exportScope { fields full hash filter { class district } } } }
  ... on Refusal { code rule { id } }`;
const made = `... on ExportMade { export { id rows filterHash goodUntil fetchedAt reader { id } } request { state endReason } explanation { outcome applied { id } } }
  ... on Refusal { code rule { id } message { zh en } }`;

export type Drafted = {
  readonly request?: {
    readonly id: string;
    readonly state: string;
    readonly plan: string[];
    readonly exportScope: Record<string, unknown>;
  };
  readonly code?: string;
  readonly error?: string;
};
export type Made = {
  readonly export?: { readonly id: string; readonly rows: number; readonly filterHash: string };
  readonly request?: { readonly state: string };
  readonly explanation?: { readonly outcome: string };
  readonly code?: string;
  readonly error?: string;
};

let keys = 0;

export const exportDesk = (desk: RequestDesk) => {
  const act = async <T>(by: Viewer, when: Date, name: string, input: Record<string, unknown>): Promise<T> => {
    keys += 1;
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${name === 'runExport' ? made : done} } }`;
    const { data, errors } = await desk.send(by, when, mutation, {
      input: { idempotencyKey: `export-${keys}`, ...input },
    });
    return (errors.length > 0 ? { error: errors[0]?.extensions?.code } : data?.[name]) as T;
  };
  const draft = (input: Record<string, unknown> = {}, by: Viewer = clerk) =>
    act<Drafted>(by, day, 'draftExport', {
      ...{ siteId: site, fields: ['number', 'name', 'phone', 'budgetYuan'], recipient: '市房产交易中心' },
      ...{ purpose: '网签备案', reason: '交易中心要求报送', untilOn: '2026-03-06', ...input },
    });
  const submitted = async (input: Record<string, unknown> = {}, by: Viewer = clerk): Promise<string> => {
    const id = (await draft(input, by)).request?.id ?? '';
    await desk.act(by, day, 'submitRequest', { requestId: id });
    return id;
  };
  return {
    act,
    draft,
    submitted,
    approved: async (input: Record<string, unknown> = {}, by: Viewer = clerk): Promise<string> => {
      const id = await submitted(input, by);
      await desk.decide(people.supervisor, day, id);
      await desk.decide(people.serviceManager, day, id);
      return id;
    },
    run: (requestId: string, input: Record<string, unknown> = {}, by: Viewer = clerk, when = day) =>
      act<Made>(by, when, 'runExport', { requestId, format: 'CSV', ...input }),
    fetch: async (by: Viewer, id: string, when = day) => {
      const { service } = desk;
      const asked = request(service.running.server).get(`/files/${id}`).set(service.gatewayHeaders(by, when));
      const { status, body, headers } = await asked
        .buffer(true)
        .parse(
          (response, end) =>
            void buffer(response as unknown as Readable).then((bytes) => end(null, bytes), end as () => void),
        );
      return { status, bytes: body as Buffer, headers: headers as Record<string, string> };
    },
    lines: (action: string) =>
      desk.rows<{
        resource_type: string;
        decision: string;
        detail: string | null;
        reason: string | null;
        client_id: string | null;
        ground: string | null;
      }>(
        `SELECT resource_type, decision, detail, reason, client_id, ground FROM audit_entry WHERE action = $1 ORDER BY seq`,
        [action],
      ),
  };
};
