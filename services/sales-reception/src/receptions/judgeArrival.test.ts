import { describe, expect, it } from '@jest/globals';
import { bothPresets } from '../rotation/floorFixture.ts';
import type { Arrival } from './arrival.ts';
import {
  anArrival,
  answerer,
  asks,
  buyerFrom,
  callerOf,
  lapsedFrom,
  own,
  ownedBy,
  receive,
  remark,
  unconfirmedWith,
  visitOf,
} from './arrivalFixture.ts';

type Row = readonly [string, Partial<Arrival>, { counted: boolean; consultantId: string | null; rule: string }];

describe.each(bothPresets)('what counts as a turn, %s', (preset) => {
  it.each<Row>([
    [
      'SR-1.20 SR-6.03 first visit of a new client, alone, naming nobody',
      {},
      { counted: true, consultantId: 'A', rule: 'SR-1.20' },
    ],
    [
      'SR-1.22 caller names the answerer',
      { standing: callerOf('C'), ...answerer },
      { counted: false, consultantId: 'C', rule: 'SR-1.22' },
    ],
    [
      'SR-1.22 caller names the answerer by name',
      { standing: callerOf('C'), ...asks('C') },
      { counted: false, consultantId: 'C', rule: 'SR-1.22' },
    ],
    ['SR-3.20 caller names nobody', { standing: callerOf('C') }, { counted: true, consultantId: 'A', rule: 'SR-3.20' }],
    [
      'SR-1.22 the call has lapsed',
      { standing: lapsedFrom('C', 'call'), ...answerer },
      { counted: true, consultantId: 'A', rule: 'SR-3.03' },
    ],
    [
      'SR-1.23 SR-3.07 old client asks for the owner',
      { standing: ownedBy('C'), ...own },
      { counted: false, consultantId: 'C', rule: 'SR-3.07' },
    ],
    [
      'SR-1.23 the claim has lapsed',
      { standing: lapsedFrom('C'), ...own },
      { counted: true, consultantId: 'A', rule: 'SR-1.23' },
    ],
    [
      'SR-1.23 the claim has lapsed, the owner is named',
      { standing: lapsedFrom('C'), ...asks('C') },
      { counted: true, consultantId: 'A', rule: 'SR-1.23' },
    ],
    [
      'SR-3.09 forgot whom',
      { standing: ownedBy('C'), ...remark('forgotWhom') },
      { counted: true, consultantId: 'A', rule: 'SR-3.09' },
    ],
    [
      'SR-4.03 old client asks for another',
      { standing: ownedBy('C'), ...asks('D') },
      { counted: false, consultantId: 'C', rule: 'SR-4.03' },
    ],
    [
      'SR-1.24 SR-3.13 owner who bought',
      { standing: buyerFrom('C') },
      { counted: false, consultantId: 'C', rule: 'SR-1.24' },
    ],
    [
      'SR-1.24 the consultant of then cannot be verified',
      { standing: buyerFrom(null) },
      { counted: true, consultantId: 'A', rule: 'SR-1.24' },
    ],
    ['SR-1.25 from the trade, says so', remark('tradeSaysSo'), { counted: false, consultantId: null, rule: 'SR-1.25' }],
    [
      'SR-1.25 from the trade, found out afterwards',
      remark('tradeFoundOut'),
      { counted: true, consultantId: 'A', rule: 'SR-1.25' },
    ],
    [
      'SR-1.26 tour group, assigned',
      { ...remark('tourGroup'), assignedTo: 'B' },
      { counted: false, consultantId: 'B', rule: 'SR-1.26' },
    ],
    [
      'SR-1.26 tour group, nobody assigned',
      remark('tourGroup'),
      { counted: false, consultantId: 'D', rule: 'SR-1.26' },
    ],
    ['SR-1.27 new client names a consultant', asks('C'), { counted: false, consultantId: 'C', rule: 'SR-1.27' }],
    ['SR-1.29 known to an executive', remark('companyClient'), { counted: true, consultantId: 'A', rule: 'SR-1.29' }],
    ['SR-1.30 several who belong together', { partySize: 4 }, { counted: true, consultantId: 'A', rule: 'SR-1.30' }],
    [
      'SR-2.02 back on the same day, before the manager confirmed',
      { standing: unconfirmedWith('C'), ...own },
      { counted: false, consultantId: 'C', rule: 'SR-1.27' },
    ],
    [
      'SR-3.14 a spouse who names nobody',
      { related: { kind: 'spouseOf', clientId: 'x', standing: ownedBy('C') } },
      { counted: true, consultantId: 'A', rule: 'SR-1.20' },
    ],
  ])('%s', (_, changes, { counted, consultantId, rule }) => {
    const arrival = anArrival(changes, { preset });
    receive(arrival)
      .thenAccepted()
      .citing(rule as 'SR-1.20');
    const visit = visitOf(arrival);
    expect({ consultantId: visit.consultantId, counted: visit.turn !== null }).toEqual({ consultantId, counted });
  });
});

describe.each(bothPresets)('SR-3.09 worked example 3, %s', (preset) => {
  it('an old client who names nobody is received as new, whatever they remember, and the registers hear of it', () => {
    const visit = visitOf(anArrival({ standing: ownedBy('C') }, { preset }));
    expect(visit).toMatchObject({
      kind: 'forgotten',
      consultantId: 'A',
      standing: { kind: 'OWNED', consultantId: 'C' },
    });
    receive(anArrival({ standing: ownedBy('C') }, { preset }))
      .thenAccepted()
      .citing('SR-3.09')
      .rejecting('SR-3.07', 'SR-1.23');
  });

  it('SR-6.03 a later visit together with an old client changes nothing', () => {
    const related = { kind: 'broughtBy', clientId: 'old', standing: ownedBy('C') } as const;
    const visit = visitOf(anArrival({ standing: ownedBy('A'), ...own, related }, { preset }));
    expect(visit).toMatchObject({ kind: 'returning', consultantId: 'A', turn: null });
  });

  it('a caller whose call has lapsed is new, though the answerer is named', () => {
    const arrival = anArrival({ standing: lapsedFrom('C', 'call'), ...answerer }, { preset });
    expect(visitOf(arrival).kind).toBe('lapsed');
    receive(arrival).thenAccepted().citing('SR-3.03', 'SR-1.20').rejecting('SR-1.22', 'SR-1.27');
  });

  it('an old client whose claim has lapsed and who names another consultant is a new client who names one', () => {
    expect(visitOf(anArrival({ standing: lapsedFrom('C'), ...asks('D') }, { preset }))).toMatchObject({
      kind: 'named',
      consultantId: 'D',
      turn: null,
    });
  });
});
