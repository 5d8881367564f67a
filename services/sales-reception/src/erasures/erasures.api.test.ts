import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientErasedV1 } from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const marker = '许丽女士';
let service: TestService;
beforeAll(async () => {
  service = await testService(salesReception);
});
afterAll(() => service.stop());

const write = (sql: string, values: unknown[]) => service.world.db.transaction((tx) => tx.query(sql, values));
const everything = async (): Promise<string> => {
  const tables = [
    'follow_up',
    'client_contact',
    'visit',
    'visit_registration',
    'call_registration',
    'registration_correction',
  ];
  const rows = tables.map((table) =>
    service.world.db.read((tx) => tx.query(`SELECT t.*::text AS row FROM ${table} t`)),
  );
  return JSON.stringify(await Promise.all(rows));
};

/** A client about whom staff wrote wherever they can. */
const talkedAbout = async (): Promise<string> => {
  const { newId } = service.world;
  const [clientId, site, visit, registration] = [newId(), newId(), newId(), newId()];
  await write(
    `INSERT INTO follow_up (follow_up_id, site_id, client_id, consultant_id, at, channel, reached, said, next, explanation_id)
     VALUES ($1, $2, $3, $1, $4, 'phone', true, $5, $5, $1)`,
    [newId(), site, clientId, now, marker],
  );
  await write(
    `INSERT INTO client_contact (site_id, client_id, consultant_id, last_at, next) VALUES ($1, $2, $1, $3, $4)`,
    [site, clientId, now, marker],
  );
  await write(
    `INSERT INTO visit (visit_id, site_id, client_id, kind, remark, arrived_at, arrived_on, party_size, standing, status, rules, explanation_id, received_by)
     VALUES ($1, $2, $3, 'new', $4, $5, '2026-03-02', 1, '{}', 'unattended', '{}', $1, 'x')`,
    [visit, site, clientId, marker, now],
  );
  await write(
    `INSERT INTO visit_registration (registration_id, site_id, visit_id, client_id, receiver_id, visited_at, visited_on, registered_at,
       registered_by, in_time, in_public_register, class, looking_for, budget, channel, companions)
     VALUES ($1, $2, $3, $4, $1, $5, '2026-03-02', $5, $1, true, true, 'A', $6, $6, 'walk-in', $6)`,
    [registration, site, visit, clientId, now, marker],
  );
  await write(
    `INSERT INTO call_registration (call_id, site_id, client_id, consultant_id, answered_at, answered_on, interest, channel, registered_at, registered_by)
     VALUES ($1, $2, $3, $1, $4, '2026-03-02', $5, 'phone', $4, $1)`,
    [newId(), site, clientId, now, marker],
  );
  await write(
    `INSERT INTO registration_correction (correction_id, registration_id, site_id, details, reason, asked_by, asked_at, state)
     VALUES ($1, $2, $3, $4, $5, $1, $6, 'asked')`,
    [
      newId(),
      registration,
      site,
      { class: 'B', lookingFor: marker, budget: marker, channel: 'x', companions: marker },
      marker,
      now,
    ],
  );
  return clientId;
};

describe('CR-2.06 what staff wrote about a client goes when the client is erased', () => {
  it('from follow-ups and registers; the lines stay, and so does what is about others', async () => {
    const [erased, other] = [await talkedAbout(), await talkedAbout()];
    const before = await everything();
    expect(before.split(marker)).toHaveLength(25);
    const event = { clientId: erased, number: 'C000001', erasedAt: now.toISOString() };
    await service.hear(clientErasedV1, event, now);
    const after = await everything();
    expect(after.split(marker)).toHaveLength(13);
    expect(after.split(erased)).toHaveLength(before.split(erased).length);
    await service.hear(clientErasedV1, event, now);
    expect(await everything()).toBe(after);
    await service.hear(clientErasedV1, { ...event, clientId: other, number: 'C000002' }, now);
    expect(await everything()).not.toContain(marker);
  });

  it('words of a client who was not erased cannot be emptied', async () => {
    const clientId = await talkedAbout();
    const before = await everything();
    await write('SELECT empty_words_about($1)', [clientId]);
    expect(await everything()).toBe(before);
    await expect(write(`UPDATE follow_up SET said = ''`, [])).rejects.toThrow('permission denied');
  });
});
