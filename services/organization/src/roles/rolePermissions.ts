import type { Permission } from '@shouwen/access';

/**
 * What the roles of OR-1.02 may do when the company starts; afterwards the table is what counts.
 * A permission that came later than a release is granted by a new migration, because an applied one is never edited.
 */
const colleague: Permission[] = ['site.read', 'staff.read', 'policy.read', 'role.read'];

const salesFloor: Permission[] = [...colleague, 'rotation.read', 'unit.read', 'claim.read', 'explanation.read'];

const consultant: Permission[] = [
  ...salesFloor,
  'reception.takeOwn',
  'absence.record',
  'visit.register',
  'call.register',
  'claim.recognise',
  'followUp.record',
  'deal.readOwn',
  'deal.record',
  'client.identify',
  'client.readOwn',
  'commission.readOwn',
  'complaint.register',
];

const desk: Permission[] = [
  ...salesFloor,
  'rotation.open',
  'rotation.close',
  'reception.receive',
  'absence.record',
  'visit.register',
  'visit.read',
  'call.register',
  'call.read',
  'client.identify',
  'complaint.register',
];

const supervisor: Permission[] = [
  ...new Set([...consultant, ...desk]),
  'absence.confirm',
  'registration.confirm',
  'followUp.read',
  'deal.read',
  'client.readSite',
];

const salesManager: Permission[] = [
  ...supervisor,
  'rotation.correct',
  'claim.manage',
  'unit.manage',
  'price.approve',
  'client.unmask',
  'commission.readSite',
  'complaint.read',
];

const salesDirector: Permission[] = [...salesManager, 'policy.change', 'pool.spend'];

const secretary: Permission[] = [...salesFloor, 'visit.read', 'call.read', 'followUp.read', 'deal.read', 'deal.record'];

const officeDesk: Permission[] = [
  ...colleague,
  'unit.read',
  'client.identify',
  'client.readSite',
  'complaint.register',
  'complaint.read',
  'explanation.read',
];

const officeManager: Permission[] = [...officeDesk, 'complaint.handle', 'client.unmask'];

const recordsDesk: Permission[] = [
  ...colleague,
  'client.identify',
  'client.readSite',
  'client.unmask',
  'explanation.read',
];

const relations: Permission[] = [...recordsDesk, 'complaint.read', 'complaint.register'];

const financeDesk: Permission[] = [...colleague, 'deal.read', 'commission.readSite', 'ledger.read', 'explanation.read'];

const everythingToRead: Permission[] = [
  ...salesFloor,
  'visit.read',
  'call.read',
  'followUp.read',
  'deal.read',
  'client.readSite',
  'commission.readSite',
  'complaint.read',
  'ledger.read',
];

export const rolePermissions = {
  colleague,
  consultant,
  desk,
  supervisor,
  salesManager,
  salesDirector,
  secretary,
  officeDesk,
  officeManager,
  recordsDesk,
  relations,
  financeDesk,
  financeManager: [...financeDesk, 'commission.manage', 'ledger.close', 'pool.spend'] as Permission[],
  generalManager: [...everythingToRead, 'price.approve', 'policy.change', 'role.manage'] as Permission[],
  everythingToRead,
  /** Looks at everything that was done and may do nothing: an auditor has no business rights. */
  auditor: [...everythingToRead, 'audit.read'] as Permission[],
  /** Runs the house and has no business in it: no client, no money. */
  administrator: [...colleague, 'site.manage', 'staff.manage', 'role.manage', 'policy.change'] as Permission[],
} as const satisfies Record<string, Permission[]>;
