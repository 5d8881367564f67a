import type { Permission } from '@shouwen/access';

const consultant: Permission[] = [
  'violation.report',
  'dispute.open',
  'referral.register',
  'unit.hold',
  'contract.draw',
  'target.read',
  'fine.readOwn',
  'pipeline.handle',
];
/** Whoever can be fined sees the own fines, and the statement that they are deducted in. */
const fined: Permission[] = ['fine.readOwn', 'commission.readOwn'];
const desk: Permission[] = [...fined, 'violation.report', 'referral.register', 'hosting.read'];
const supervisor: Permission[] = [
  ...consultant,
  ...desk,
  'violation.read',
  'report.read',
  'contract.check',
  'fine.propose',
  'fine.read',
  'pipeline.read',
];
const manager: Permission[] = [
  ...supervisor,
  'register.import',
  'dispute.read',
  'dispute.rule',
  'referral.check',
  'campaign.distribute',
  'guestList.submit',
  'target.manage',
  'deal.change',
  'payment.record',
  'fine.confirm',
  'fine.rule',
  'leave.approve',
  'attendance.record',
  'statement.check',
  'objection.rule',
  'pool.request',
  'pipeline.check',
  'hosting.arrange',
  'broker.manage',
];
const director: Permission[] = [...manager, 'dispute.approve', 'guestList.rule', 'statement.approve', 'lease.approve'];
const leasing: Permission[] = [
  ...consultant,
  'lease.handle',
  'lease.read',
  'listing.read',
  'viewing.request',
  'hosting.read',
];
const secretary: Permission[] = [
  ...fined,
  'client.identify',
  'report.read',
  'register.import',
  'contract.check',
  'payment.record',
  'attendance.record',
  'target.read',
  'violation.report',
  'hosting.arrange',
  'hosting.read',
  'referral.register',
];
const reader: Permission[] = [
  'violation.read',
  'dispute.read',
  'report.read',
  'target.read',
  'lease.read',
  'pipeline.read',
  'hosting.read',
  'fine.read',
];

/**
 * What came with the whole of the sales reception (SR-4 to SR-12, FI-1.06 to FI-1.09, FI-3, FI-4), by role. Granted by a migration of
 * its own, because the seed of the first release has been applied already.
 */
export const laterPermissions: Readonly<Record<string, readonly Permission[]>> = {
  consultant,
  'duty-person': desk,
  'sales-supervisor': supervisor,
  'sales-manager': manager,
  'project-director': director,
  'head-of-sales': director,
  'sales-director': director,
  'sales-secretary': secretary,
  coordinator: [...secretary, 'guestList.submit', 'guestList.rule'],
  'client-resources-director': ['claim.manage', 'campaign.distribute', 'report.read'],
  'leasing-agent': leasing,
  'head-of-repairs': ['hosting.prepare', 'hosting.read'],
  'property-administrator': ['hosting.prepare', 'hosting.read'],
  'property-manager': ['hosting.prepare', 'hosting.read', 'leave.approve', 'attendance.record', 'violation.report'],
  'office-director': ['hosting.prepare', 'hosting.read', 'leave.approve', 'attendance.record', 'violation.report'],
  'finance-clerk': ['statement.draft', 'pool.request', 'payment.record', 'fine.read', 'contract.check'],
  'finance-manager': [
    'pool.request',
    'statement.draft',
    'statement.check',
    'statement.pay',
    'payment.record',
    'fine.read',
    'report.read',
  ],
  'regional-manager': [...reader, 'fine.confirm', 'fine.rule'],
  'general-manager': [
    ...reader,
    'dispute.approve',
    'guestList.rule',
    'statement.approve',
    'lease.approve',
    'fine.confirm',
    'fine.rule',
    'objection.rule',
  ],
  executive: reader,
  auditor: reader,
  administrator: ['partner.manage', 'broker.manage'],
};
