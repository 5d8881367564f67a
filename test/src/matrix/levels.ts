import { describe, expect, it } from '@jest/globals';
import { allPermissions, type Permission, type StaffViewer } from '@shouwen/access';
import { staffViewer } from '@shouwen/testing';
import { comparable } from './filledWith.ts';
import { allBut, answerTo, inLanes, rolesApart, type Stage, strangerWith } from './stage.ts';
import { alternativesOf, isEnough, permissionsIn } from './visibility.ts';

type Kept = { readonly id: string; readonly level: string; readonly indexNumber: string; readonly clientId: string };

const filesAt = ({ records }: Stage, siteId: string): Promise<Kept[]> =>
  records.rows<Kept>(
    'SELECT id, level, index_number AS "indexNumber", client_id AS "clientId" FROM archive_file WHERE site_id = $1',
    [siteId],
  );

const read = `query ($id: ID!, $index: String!, $client: ID!, $site: ID!) {
  byId: file(id: $id) { id } byIndex: fileByIndex(indexNumber: $index) { id }
  found: searchFiles(siteId: $site, first: 50) { edges { node { id } } }
  client(id: $client) { files(first: 50) { edges { node { id } } } } }`;
type Page = { readonly edges: readonly { readonly node: { readonly id: string } }[] };
type Read = {
  readonly byId: { readonly id: string } | null;
  readonly byIndex: { readonly id: string } | null;
  readonly found: Page;
  readonly client: { readonly files: Page } | null;
};

/** The ways on which this reader comes to the file; a page of a client that is not shown shows no files either. */
const waysTo = async ({ records }: Stage, who: StaffViewer, file: Kept & { readonly siteId: string }) => {
  const { id, indexNumber: index, clientId: client, siteId: site } = file;
  const { data } = await records.service
    .as(who, new Date('2026-03-02T10:00:00+08:00'))
    .send<Read>(read, { id, index, client, site });
  const shows = (page: Page | undefined): boolean => page?.edges.some(({ node }) => node.id === id) ?? false;
  return {
    each: [data?.byId?.id === id, data?.byIndex?.id === id, shows(data?.found)],
    ofClient: data?.client ? shows(data.client.files) : null,
  };
};

/** S15 and CR-3.02: what the matrix says of levels, for every role, at one's own site, at another and for the company. */
export const levels = (given: () => Stage): void => {
  describe('S15 a file of each level, read by each role', () => {
    it('is there by id, by number, in the search and with the client, or nowhere', async () => {
      const stage = given();
      const needs = Object.values(stage.matrix.levels).flatMap((one) => alternativesOf(stage.matrix, one));
      const places = [stage.here, stage.there];
      const files = (
        await Promise.all(
          places.map(async ({ siteId }) => (await filesAt(stage, siteId)).map((file) => ({ ...file, siteId }))),
        )
      ).flat();
      expect(new Set(files.map(({ level }) => level))).toEqual(new Set(Object.keys(stage.matrix.levels)));
      const questions = [...rolesApart(permissionsIn(needs)), allPermissions].flatMap((held) => [
        ...files.map((file) => ({ held, at: stage.here.siteId, file })),
        ...files.filter(({ siteId }) => siteId === stage.there.siteId).map((file) => ({ held, at: '*', file })),
      ]);
      const wrong = async ({ held, at, file }: (typeof questions)[number]): Promise<string | null> => {
        const enough = isEnough(alternativesOf(stage.matrix, stage.matrix.levels[file.level] ?? ''), held);
        const expected = enough && (at === '*' || file.siteId === at);
        const { each, ofClient } = await waysTo(stage, strangerWith(stage, held, at), file);
        const isSo = each.every((one) => one === expected) && (ofClient === null || ofClient === expected);
        return isSo
          ? null
          : `${file.level} at ${at === '*' ? '*' : at === file.siteId}: ${each} ${ofClient}, not ${expected}`;
      };
      expect(await inLanes(questions, wrong)).toEqual([]);
    });
  });

  describe('S15 a classified file more or less', () => {
    it('changes no list, count, search, order, figure or error of whoever may not know of it, and no event', async () => {
      const stage = given();
      const { records, here } = stage;
      // Each asks under one name both times: what was asked stands in the trail.
      const viewers = readers(stage);
      const questions = viewers.flatMap((who) =>
        records.fields
          .filter(({ kind, field }) => kind === 'query' && !ownTrail.includes(field.name))
          .map((root) => ({ who, root })),
      );
      const answers = new Map<unknown, string>();
      const named = { place: here, siteId: here.siteId };
      await inLanes(questions, async (one) => {
        answers.set(one, (await answerTo(stage, one.who, { root: one.root, ...named })).body);
        return null;
      });
      const file = await fileSecret(stage);
      const wrong = await inLanes(questions, async (one) => {
        const { body } = await answerTo(stage, one.who, { root: one.root, ...named });
        const told = [secret, file.id, file.indexNumber].filter((marker) => body.includes(marker));
        const before = comparable(answers.get(one) ?? '');
        if (told.length > 0) return `${one.root.field.name} tells ${told}`;
        return comparable(body) === before
          ? null
          : `${one.root.field.name}: ${body.slice(0, 300)} after ${before.slice(0, 300)}`;
      });
      expect(wrong).toEqual([]);
      const events = await records.rows('SELECT FROM outbox WHERE position($1 in outbox::text) > 0', [file.id]);
      expect(events).toEqual([]);
      // Who may know of it finds it: else nothing was shown.
      const keeper = strangerWith(stage, ['archive.custodyClassified', 'client.readSite']);
      const { byId } = await records.service
        .as(keeper, new Date('2026-03-02T10:00:00+08:00'))
        .ask<Read>(read, { id: file.id, index: file.indexNumber, client: file.clientId, site: here.siteId });
      expect(byId).toEqual({ id: file.id });
    });
  });
};

const secret = '绝不外传之卷';
/** What grows by being asked: who looked at a client, and the whole trail. */
const ownTrail = ['clientTrace', 'verifyTrail'];

/** Whoever may do everything everywhere but know of classified files; and an ordinary reader of the site. */
const readers = (stage: Stage): StaffViewer[] => {
  const unknowing: readonly Permission[] = allBut(['archive.custodyClassified']);
  const { newId } = stage.records.service.world;
  const both = staffViewer(newId(), { '*': unknowing });
  return [both, strangerWith(stage, ['client.readSite', 'archive.readSite', 'request.submit'])];
};

const fileSecret = async (stage: Stage): Promise<Kept> => {
  const { records, here } = stage;
  const [shelf] = await records.rows<{ id: string }>('SELECT id FROM archive_shelf WHERE site_id = $1 AND classified', [
    here.siteId,
  ]);
  const place = { shelfId: shelf?.id, position: 77 };
  const [clientId] = (await filesAt(stage, here.siteId)).map((file) => file.clientId);
  const said = await records.act(here.all, 'fileDocument', {
    ...{ siteId: here.siteId, clientId, title: secret, kind: 'OTHER', level: 'TOP_SECRET', carrier: 'PAPER', place },
    retention: { from: '2026-03-02', years: 10 },
  });
  expect(said).toBe('FileDone');
  const before = here.ids('archive_file');
  const filed = (await filesAt(stage, here.siteId)).filter(({ id }) => !before.includes(id));
  return filed[0] as Kept;
};
