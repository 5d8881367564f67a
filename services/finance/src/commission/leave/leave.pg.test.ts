import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  dealAttributionChangedV1,
  dealClosedV1,
  leaveApprovedV1,
  leaveWithdrawnV1,
  siteOpenedV1,
} from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { finance } from '../../service.ts';
import { closedDealEvent, siteOpenedEvent } from '../eventFixture.ts';
import { applyLeave } from './applyLeave.ts';

const at = new Date('2026-03-20T12:00:00+08:00');

describe('FI-1.04 leave, told before the deal or after it', () => {
  let service: TestService;
  let site: string;
  let [deal, li, zhao, leaveId] = ['', '', '', ''];

  beforeAll(async () => {
    service = await testService(finance);
    site = service.world.newId();
    await service.hear(siteOpenedV1, { ...siteOpenedEvent(site), salesPreset: 'triple-confirmation' }, at);
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    const { newId } = service.world;
    [deal, li, zhao, leaveId] = [newId(), newId(), newId(), newId()];
  });

  const approve = (from: string, through: string, changes: object = {}) =>
    service.hear(
      leaveApprovedV1,
      {
        ...{ leaveId, staffId: li, siteId: site, kind: 'sick' as const, from, through },
        ...{ approvedBy: zhao, approvedAt: '2026-03-05T10:00:00+08:00' },
        ...changes,
      },
      at,
    );
  const withdraw = () =>
    service.hear(
      leaveWithdrawnV1,
      { leaveId, staffId: li, siteId: site, withdrawnAt: '2026-03-06T10:00:00+08:00' },
      at,
    );
  /** Closed on 2 March by Zhao, whose client it is not. */
  const sell = (changes: object = {}) => {
    const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
    return service.hear(
      dealClosedV1,
      closedDealEvent({ siteId: site, dealId: deal, consultants, closedBy: zhao, ...changes }),
      at,
    );
  };
  const found = async () => {
    const [money, performance, transactions] = (await service.world.db.read(async (tx) => [
      await tx.query(
        `select a.holder_id as who, sum(-e.amount_fen)::bigint as fen from ledger_entry e
         join ledger_account a on a.id = e.account_id join ledger_transaction t on t.id = e.transaction_id
         where t.deal_id = $1 and a.kind = 'commission-payable' group by a.holder_id having sum(e.amount_fen) <> 0`,
        [deal],
      ),
      await tx.query('select staff_id as who from performance_share where deal_id = $1', [deal]),
      await tx.query('select kind from ledger_transaction where deal_id = $1 order by occurred_at, id', [deal]),
    ])) as [{ who: string; fen: number }[], { who: string }[], { kind: string }[]];
    const name = (id: string) => (id === li ? 'li' : id === zhao ? 'zhao' : id);
    return {
      money: Object.fromEntries(money.map(({ who, fen }) => [name(who), fen])),
      performance: performance.map(({ who }) => name(who)),
      kinds: transactions.map(({ kind }) => kind),
    };
  };
  const halves = { money: { li: 500_000, zhao: 500_000 }, performance: ['li'] };
  const owners = { money: { li: 1_000_000 }, performance: ['li'] };
  const closers = { money: { zhao: 1_000_000 }, performance: ['zhao'] };

  it.each([
    ['3 days', '2026-02-28', '2026-03-02', owners],
    ['4 days', '2026-02-28', '2026-03-03', halves],
    ['10 days', '2026-02-28', '2026-03-09', halves],
    ['11 days', '2026-02-28', '2026-03-10', closers],
  ])('%s over the end of February, told before or after: the same shares', async (_, from, through, shares) => {
    await approve(from, through);
    await sell();
    expect(await found()).toMatchObject({ ...shares, kinds: ['commission'] });
    [deal, leaveId] = [service.world.newId(), service.world.newId()];
    [li, zhao] = [service.world.newId(), service.world.newId()];
    await sell();
    for (const _again of [1, 2]) await approve(from, through);
    expect(await found()).toMatchObject(shares);
    expect((await found()).kinds).toEqual(shares === owners ? ['commission'] : ['commission', 'leave-change']);
  });

  it('told at the same moment, leave and deal do not miss each other: the deal waits for the leave', async () => {
    const [told, gate] = [latch(), latch()];
    const days = { from: '2026-03-01', through: '2026-03-05' };
    const approving = service.world.db.transaction(async (tx) => {
      const leave = { leaveId, siteId: site, staffId: li, kind: 'sick', ...days, approvedAt: at };
      await applyLeave(tx, leave, service.world);
      told.open();
      await gate.opened;
    });
    await told.opened;
    let isSold = false;
    const selling = sell().then(() => {
      isSold = true;
    });
    const waiting = () =>
      service.world.db.read((tx) => tx.query(`select from pg_locks where locktype = 'advisory' and not granted`));
    while (!isSold && (await waiting()).length === 0);
    gate.open();
    await Promise.all([approving, selling]);
    expect(await found()).toMatchObject(halves);
  });

  it.each([
    ['ended the day before the deal closed', '2026-02-20', '2026-03-01'],
    ['began the day after', '2026-03-03', '2026-03-20'],
  ])('a leave that %s changes nothing', async (_, from, through) => {
    await approve(from, through);
    await sell();
    expect(await found()).toMatchObject(owners);
  });

  it('other leave, leave at another site and a colleague’s change nothing', async () => {
    await approve('2026-03-01', '2026-03-20', { kind: 'annual' });
    await approve('2026-03-01', '2026-03-20', { leaveId: service.world.newId(), siteId: service.world.newId() });
    await approve('2026-03-01', '2026-03-20', { leaveId: service.world.newId(), staffId: zhao });
    await sell();
    expect(await found()).toMatchObject(owners);
  });

  it('an extension makes one leave of two: 3 days and 1 more are 4', async () => {
    await approve('2026-02-28', '2026-03-02');
    await sell();
    expect(await found()).toMatchObject(owners);
    leaveId = service.world.newId();
    await approve('2026-03-03', '2026-03-03');
    expect(await found()).toMatchObject(halves);
    for (const _ of [1, 2]) await withdraw();
    expect(await found()).toMatchObject({ ...owners, kinds: ['commission', 'leave-change', 'leave-change'] });
  });

  it('a leave that nobody told of cannot be withdrawn: it is tried again', async () => {
    await expect(withdraw()).rejects.toThrow(/is not known/);
  });

  it('a later decision on the owner looks at the leave of the new owner', async () => {
    await approve('2026-03-01', '2026-03-05');
    await sell();
    const consultants = [{ staffId: zhao, parts: 100, role: 'owner' as const }];
    const decidedAt = '2026-03-08T10:00:00+08:00';
    await service.hear(dealAttributionChangedV1, { dealId: deal, consultants, rules: ['SR-7.04'], decidedAt }, at);
    expect(await found()).toMatchObject(closers);
  });
});

const latch = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};
