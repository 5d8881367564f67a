/** The department of each role of OR-1.02, for posts that were told without one. */
const departments: Readonly<Record<string, readonly string[]>> = {
  management: ['regional-manager', 'general-manager', 'executive'],
  sales: [
    ...['consultant', 'duty-person', 'sales-supervisor', 'sales-manager', 'project-director', 'sales-secretary'],
    ...['head-of-sales', 'sales-director', 'coordinator'],
  ],
  leasing: ['leasing-agent'],
  'client-records': ['records-specialist', 'records-supervisor'],
  'client-relations': [
    ...['client-resources-director', 'client-service-manager', 'client-relations-advisor', 'client-relations-manager'],
  ],
  'property-service': [
    ...['service-manager', 'receptionist', 'repairer', 'head-of-repairs', 'property-administrator'],
    ...['property-manager', 'office-director'],
  ],
  brand: ['brand-department'],
  legal: ['legal'],
  finance: ['finance-clerk', 'finance-manager'],
  logistics: ['logistics-specialist', 'store-keeper'],
  marketing: ['head-of-marketing'],
  audit: ['auditor'],
  partners: ['partner-broker', 'partner-call-centre'],
  administration: ['administrator'],
};

const departmentByRole = new Map(
  Object.entries(departments).flatMap(([department, roles]) => roles.map((role) => [role, department] as const)),
);

/** The department a role belongs to; a role that came later is a department of its own until it is told with one. */
export const departmentOfRole = (role: string): string => departmentByRole.get(role) ?? role;

/** Who signs for a department as its head (CR-4.01). */
const heads: readonly string[] = [
  ...['sales-manager', 'project-director', 'head-of-sales', 'sales-director'],
  ...['client-resources-director', 'client-service-manager', 'client-relations-manager'],
  ...['records-supervisor', 'legal', 'finance-manager', 'head-of-marketing', 'regional-manager', 'general-manager'],
  ...['service-manager', 'head-of-repairs', 'property-manager', 'office-director'],
];

/** "Manager" without more words: who heads a site, and with it the departments there that have no head of their own. */
const siteManagers: readonly string[] = ['sales-manager', 'project-director', 'property-manager', 'office-director'];

/** A department in which no role is that of a head: those of the site's manager, or of the general manager. */
export const hasHeadRole = (department: string): boolean =>
  (departments[department] ?? []).some((role) => heads.includes(role));

export const isHead = (role: string): boolean => heads.includes(role);
export const isSiteManager = (role: string): boolean => siteManagers.includes(role);
export const isGeneralManager = (role: string): boolean => role === 'general-manager';
