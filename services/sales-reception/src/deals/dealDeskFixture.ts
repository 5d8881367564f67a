import type { Permission, StaffViewer } from '@shouwen/access';
import { clientOpenedV1, type DataOf, type EventContract, postAssignedV1, siteOpenedV1 } from '@shouwen/contracts';
import type { Database } from '@shouwen/database';
import { openClaim } from '../ownership/index.ts';

/** The part of a department under test that the desk below uses. */
type House = {
  readonly world: { readonly db: Database; readonly newId: () => string };
  hear<Contract extends EventContract>(contract: Contract, data: DataOf<Contract>, at: Date): Promise<void>;
  as(viewer: StaffViewer, at: Date): Asking;
};
type Asking = { ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data> };

const shanghai = (time: string) => new Date(`${time}+08:00`);
const morning = shanghai('2026-03-02T09:28:00');

export const addUnits = `mutation ($input: AddUnitsInput!) { addUnits(input: $input) { __typename
  ... on UnitsAdded { units { id name state listPrice { fen yuan } area product } }
  ... on Refusal { code rule { id } } } }`;

export const deposit = `mutation ($input: RecordDepositInput!) { recordDeposit(input: $input) { __typename
  ... on DealRecorded { deal { id price { fen } state closedOn consultants { staff { id } parts role }
    unit { id state } explanation { applied { id } facts { name value } } } }
  ... on Refusal { code retryable rule { id } message { zh en } explanation { outcome } } } }`;

export type Deposited = {
  readonly __typename: string;
  readonly code?: string;
  readonly deal?: { readonly id: string; readonly consultants: unknown; readonly explanation: unknown };
};

/** A desk at a site of the style `one-month`, where units are added, clients received and deposits paid. For tests. */
export const dealDesk = async (house: House) => {
  const { newId, db } = house.world;
  const [site, li, zhao, manager] = [newId(), newId(), newId(), newId()];
  const opened = { kind: 'sales', salesPreset: 'one-month', servicePreset: null, timeZone: 'Asia/Shanghai' } as const;
  const since = { openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00' };
  await house.hear(siteOpenedV1, { siteId: site, ...opened, ...since }, shanghai('2026-01-01T00:00:00'));
  for (const [rosterOrder, staffId] of [li, zhao].entries()) {
    const post = {
      postId: newId(),
      staffId,
      siteId: site,
      role: 'consultant',
      from: '2026-01-01',
      to: null,
      rosterOrder,
    };
    await house.hear(postAssignedV1, post, shanghai('2026-01-01T00:00:00'));
  }
  let count = 0;
  const next = () => String(++count).padStart(4, '0');

  const viewer = (staffId: string, ...more: Permission[]): StaffViewer => {
    const permissions: Permission[] = ['unit.read', 'deal.record', 'deal.readOwn', ...more];
    return { kind: 'staff', staffId, sessionId: 'session', grants: { [site]: permissions } };
  };
  const managerSees = viewer(manager, 'unit.manage', 'deal.read', 'price.approve', 'policy.change', 'deal.change');

  const aUnit = async (): Promise<string> => {
    const described = {
      building: '1',
      floor: 3,
      layout: '三房',
      area: 112.5,
      orientation: '南',
      listPrice: 147_896_000,
    };
    const input = { idempotencyKey: next(), siteId: site, units: [{ ...described, number: next() }] };
    const asked = house.as(managerSees, morning).ask<{ addUnits: { units: { id: string }[] } }>(addUnits, { input });
    return (await asked).addUnits.units[0]?.id ?? '';
  };

  /** A registered visit, as far as ownership knows of it. */
  const received = async (clientId: string, receiverId: string, receivedAt: Date): Promise<void> => {
    const who = { visitId: newId(), siteId: site, clientId, receiverId, actingFor: null, receivedAt };
    const visit = { ...who, forgotWhom: true, kind: 'client' as const };
    const registered = { visit, registeredAt: receivedAt, inPublicRegister: true, clientSays: null, newId };
    await db.transaction((tx) => openClaim(tx, registered));
  };

  /** A client known here, whom that consultant received in the morning of 2 March. */
  const aClient = async (receiverId = li): Promise<string> => {
    const clientId = newId();
    const record = { clientId, number: `C${next()}`, siteId: site, openedAt: morning.toISOString() };
    await house.hear(clientOpenedV1, record, morning);
    await received(clientId, receiverId, morning);
    return clientId;
  };

  /** Pays the list price for the unit, unless told otherwise. */
  const pay = async (asking: Asking, wanted: Record<string, unknown>): Promise<Deposited> => {
    const input = { idempotencyKey: next(), price: 147_896_000, ...wanted };
    return (await asking.ask<{ recordDeposit: Deposited }>(deposit, { input })).recordDeposit;
  };

  const told = (dealId: string | undefined): Promise<{ type: string; data: unknown }[]> =>
    db.read((tx) => tx.query('select type, data from outbox where aggregate_id = $1 order by position', [dealId]));

  return { site, li, zhao, viewer, managerSees, aUnit, aClient, received, pay, told, next };
};

export type DealDesk = Awaited<ReturnType<typeof dealDesk>>;
