import { describe, expect, it } from '@jest/globals';
import type { Person } from '@shouwen/diary';
import { monday, type RecordsSite, traceOf } from './recordsSite.ts';
import { on } from './stage.ts';

const byName = `query ($name: String!) { clients(filter: { namePrefix: $name }) { totalCount edges { node { id name } } } }`;
const byPhone = 'query ($phone: String!) { clientByPhone(phone: $phone) { id name } }';
const byNumber = 'query ($number: String!) { clientByNumber(number: $number) { id name } }';
const byId = 'query ($id: ID!) { client(id: $id) { id name phone { masked } archive { id } files { totalCount } } }';
const nobody = {
  id: '019b8a00-00ff-7000-8000-000000000009',
  name: '欧阳无此人',
  phone: '13805523388',
  number: 'C999999',
};

/** Worked example 1: a consultant asks for a colleague's client in every way there is. */
export const colleaguesClient = (desk: () => RecordsSite): void => {
  describe('CR-2.01 CR-2.04 worked example 1: consultant Li asks for Zhao’s client', () => {
    const asked = (by: Person, { id, name, phone, number }: typeof nobody, time: string) => {
      const at = on(monday, time);
      return Promise.all([
        by.ask(at, byName, { name }),
        by.ask(at, byPhone, { phone }),
        by.ask(at, byNumber, { number }),
        by.ask(at, byId, { id }),
      ]);
    };

    it('by name, phone, number and id there is nobody: the answers are those about nobody', async () => {
      const { li, client } = desk();
      const nothing = [
        { clients: { totalCount: 0, edges: [] } },
        ...[{ clientByPhone: null }, { clientByNumber: null }, { client: null }],
      ];
      expect(await asked(li, client, '10:00')).toEqual(nothing);
      expect(await asked(li, nobody, '10:05')).toEqual(nothing);
    });

    it('each attempt is one line of the trail, which the custodian of the client reads', async () => {
      const lines = (await traceOf(desk(), on(monday, '10:10'))).filter(({ staff }) => staff?.name === '李安');
      expect(lines.every(({ allowed }) => !allowed)).toBe(true);
      expect(lines.map(({ action }) => action).sort()).toEqual([
        ...['client.read', 'client.searchByName', 'client.searchByNumber', 'client.searchByPhone'],
      ]);
    });

    it('whose client it is finds it in each way', async () => {
      const { zhao, client } = desk();
      const { id, name } = client;
      const found = await asked(zhao, client, '10:15');
      expect(found).toMatchObject([
        { clients: { totalCount: 1, edges: [{ node: { id, name } }] } },
        ...[{ clientByPhone: { id } }, { clientByNumber: { id } }],
        { client: { id, name, phone: { masked: '138****3377' }, archive: {}, files: { totalCount: 2 } } },
      ]);
    });
  });
};
