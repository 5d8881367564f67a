import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Viewer } from '@shouwen/access';
import request from 'supertest';
import { type Desk, now, people, site } from '../archive/archiveFixture.ts';
import { partBytes } from './sealing/index.ts';

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export type Beginning = {
  readonly by?: Viewer;
  readonly at?: Date;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly name?: string;
};
type Begun = { readonly upload: { readonly id: string; readonly link: string; readonly parts: number } };
export type Told = { readonly code?: string; readonly error?: string };
export type Opened = { readonly link: string; readonly goodUntil: string };
type Got = { readonly status: number; readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> };

const uploadAnswer = `... on UploadDone { upload { id link parts partsReceived state bytes partBytes liveUntil refusedFor
  file { content { name kind bytes sha256 } } explanation { outcome applied { id } } } }`;
const openAnswer = `... on ContentOpened { link goodUntil content { name kind bytes sha256 } explanation { outcome facts { name value } } }`;

/** People of the archive who bring and fetch contents, through HTTP as the gateway would pass it on. */
export const contentsDesk = (desk: Desk) => {
  const act = async <T>(by: Viewer, name: string, input: object, at: Date): Promise<T & Told> => {
    const answer = name === 'openContent' ? openAnswer : uploadAnswer;
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${answer} ... on Refusal { code } } }`;
    const sent = await desk.send(by, mutation, { input: { idempotencyKey: desk.key(), ...input } }, at);
    if (sent.errors.length > 0) return { error: sent.errors[0]?.extensions?.code } as T & Told;
    return (sent.data as Record<string, T & Told>)[name] as T & Told;
  };
  const begin = (fileId: string, bytes: Buffer, { by = people.specialist, at = now, ...changes }: Beginning = {}) =>
    act<Begun>(
      by,
      'beginUpload',
      { fileId, bytes: bytes.length, sha256: sha256(bytes), name: '认购书.pdf', ...changes },
      at,
    );
  const put = async (path: string, body: Buffer, by: Viewer = people.specialist, at = now): Promise<number> => {
    const headers = { ...desk.service.gatewayHeaders(by, at), 'content-type': 'application/octet-stream' };
    return (await request(desk.service.running.server).put(path).set(headers).send(body)).status;
  };
  const partOf = (bytes: Buffer, part: number) => bytes.subarray(part * partBytes, (part + 1) * partBytes);
  const complete = (uploadId: string, by: Viewer = people.specialist, at = now, key?: string) =>
    act<Begun>(by, 'completeUpload', { uploadId, ...(key ? { idempotencyKey: key } : {}) }, at);
  return {
    begin,
    put,
    partOf,
    complete,
    /** An electronic file without content. */
    file: async (changes: Record<string, unknown> = {}, by: Viewer = people.specialist): Promise<string> => {
      const clientId = await desk.archivedClient();
      const input = {
        siteId: site,
        clientId,
        title: '认购书',
        kind: 'CONTRACT',
        level: 'ORDINARY',
        carrier: 'ELECTRONIC',
      };
      const retention = { from: '2026-03-02', years: 5 };
      const done = await desk.act<{ file: { id: string } }>(by, 'fileDocument', { ...input, retention, ...changes });
      return done.file.id;
    },
    /** All at one go; the answer of the completion. */
    upload: async (fileId: string, bytes: Buffer, { by = people.specialist, at = now, ...changes }: Beginning = {}) => {
      const begun = await begin(fileId, bytes, { by, at, ...changes });
      if (!begun.upload) return begun;
      for (let part = 0; part < begun.upload.parts; part += 1)
        await put(`${begun.upload.link}/${part}`, partOf(bytes, part), by, at);
      return complete(begun.upload.id, by, at);
    },
    uploadSeen: async (id: string, by: Viewer = people.specialist, at = now) => {
      const query = 'query ($id: ID!) { upload(id: $id) { state partsReceived refusedFor } }';
      const { upload } = await desk.ask<{
        upload: { state: string; partsReceived: number[]; refusedFor: string | null } | null;
      }>(...([by, query, { id }, at] as const));
      return upload;
    },
    open: (by: Viewer, fileId: string, { at = now, ...input }: { at?: Date; purpose?: string } = {}) =>
      act<Opened>(by, 'openContent', { fileId, ...input }, at),
    get: async (by: Viewer, path: string, at = now): Promise<Got> => {
      const asked = request(desk.service.running.server).get(path).set(desk.service.gatewayHeaders(by, at));
      const { status, body, headers } = await asked
        .buffer(true)
        .parse(
          (response, done) =>
            void buffer(response as unknown as Readable).then((bytes) => done(null, bytes), done as () => void),
        );
      return { status, bytes: body as Buffer, headers };
    },
    /** The lines of the trail about a file, the oldest first. */
    trail: (fileId: string) =>
      desk.rows<{ action: string; decision: string; ground: string | null; reason: string | null }>(
        `SELECT action, decision, ground, reason FROM audit_entry
         WHERE resource_id = $1 AND action IN ('archive.upload', 'archive.attach', 'archive.openContent', 'archive.readContent') ORDER BY seq`,
        [fileId],
      ),
  };
};

/** Every file below the folder, with what is in it. */
export const filesBelow = (folder: string): { readonly path: string; readonly bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
