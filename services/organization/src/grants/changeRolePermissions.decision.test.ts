import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { type ChangeRoleFacts, decideChangeRole } from './changeRolePermissions.decision.ts';

const changing = (change: Partial<ChangeRoleFacts> = {}): ChangeRoleFacts => ({
  now: new Date('2026-03-02T09:00:00+08:00'),
  role: { code: 'finance-clerk', permissions: ['ledger.read', 'deal.read'] },
  permissions: ['pool.spend', 'ledger.read', 'pool.spend'],
  rolesHeld: ['administrator'],
  ...change,
});

describe('OR-1.02 changing what a role may do', () => {
  it('sets the whole set and says what came and went', () => {
    const { decision } = given(changing()).when(decideChangeRole);
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: [{ permissions: ['ledger.read', 'pool.spend'], added: ['pool.spend'], removed: ['deal.read'] }],
    });
    given(changing()).when(decideChangeRole).thenAccepted().citing('OR-1.02', 'OR-1.03');
  });

  it('may leave a role without any permission', () => {
    given(changing({ permissions: [] }))
      .when(decideChangeRole)
      .thenAccepted({ permissions: [] });
  });

  it('is not done to a role one holds', () => {
    given(changing({ rolesHeld: ['finance-clerk'] }))
      .when(decideChangeRole)
      .thenRefused('OWN_ROLE', 'OR-1.03');
  });

  it('knows no permission that is not in the list', () => {
    given(changing({ permissions: ['ledger.burn'] }))
      .when(decideChangeRole)
      .thenRefused('BAD_INPUT');
  });

  it('lets who audits read, and nothing else', () => {
    const reading = ['audit.read', 'ledger.read', 'client.readSite', 'commission.readOwn'];
    given(changing({ permissions: reading }))
      .when(decideChangeRole)
      .thenAccepted();
    given(changing({ permissions: [...reading, 'pool.spend'] }))
      .when(decideChangeRole)
      .thenRefused('AUDITOR_ACTS', 'OR-1.03');
  });
});
