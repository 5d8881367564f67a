import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DiarySite, Person } from '@shouwen/diary';
import { hire } from './company.ts';
import { carryOut, on, type Stage } from './stage.ts';
import { consultantOf, eventually, identify, openDay, visit } from './steps.ts';

const page = `query ($id: ID!, $phone: String!) { client(id: $id) { id name owner { consultant { name } } }
  clientByPhone(phone: $phone) { id name } }`;
type Seen = {
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly owner: { readonly consultant: { readonly name: string } } | null;
  } | null;
  readonly clientByPhone: { readonly id: string; readonly name: string } | null;
};

/** A client who came under two numbers: one person to everybody in the house, and two again when that was wrong. */
export const onePerson = (stage: () => Stage): void => {
  describe('CR-1.05 two records of one person', () => {
    const date = '2026-03-02';
    const later = on('2026-03-04');
    const [known, other] = ['13805527771', '13805527772'];
    let site: DiarySite;
    let supervisor: Person;
    let ids = { known: '', other: '' };
    const seen = (person: Person, id: string, phone: string) => person.ask<Seen>(later, page, { id, phone });

    beforeAll(async () => {
      site = await stage().openSite('triple-confirmation', ['李安', '赵宁'], date);
      await openDay(site, date);
      ids = { ...ids, known: await identify(site, on(date, '09:28'), { name: '曹敏', phone: known }) };
      await visit(site, on(date, '09:28'), { clientId: ids.known });
      ids = { ...ids, other: await identify(site, on(date, '15:00'), { name: '曹女士', phone: other }) };
      supervisor = (await hire(stage(), site, { name: '档案主管', role: 'records-supervisor', from: date })).person;
    });

    it('are merged by the records supervisor; the consultant sees one, the colleague none; undone, each is itself', async () => {
      const li = consultantOf(site, '李安');
      await eventually(
        () => seen(li, ids.known, known),
        ({ client }) => client?.owner !== null && client !== null,
      );
      expect(await seen(li, ids.other, other)).toEqual({ client: null, clientByPhone: null });
      const { merge } = await carryOut<{ merge: { id: string } }>(supervisor, later, {
        name: 'mergeClients',
        fields: '... on ClientsMerged { merge { id } }',
        input: { survivingId: ids.other, mergedId: ids.known, because: '同一客户两个号码' },
      });
      const person = { id: ids.other, name: '曹女士' };
      const one = await eventually(
        () => seen(li, ids.other, known),
        ({ client }) => client?.owner !== null && client !== null,
      );
      expect(one).toEqual({ client: { ...person, owner: { consultant: { name: '李安' } } }, clientByPhone: person });
      expect(await seen(consultantOf(site, '赵宁'), ids.other, known)).toEqual({ client: null, clientByPhone: null });
      await carryOut(supervisor, later, {
        name: 'undoMerge',
        fields: '... on MergeUndone { merge { id } }',
        input: { mergeId: merge.id, because: '原来是两姐妹' },
      });
      const parted = { id: ids.known, name: '曹敏' };
      expect(await seen(li, ids.known, known)).toMatchObject({ client: parted, clientByPhone: parted });
      expect(await seen(li, ids.other, other)).toEqual({ client: null, clientByPhone: null });
    });
  });
};
