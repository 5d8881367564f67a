import type { Permission } from '@shouwen/access';

/** Where a post with the role can be held: at a site, for the whole company, or either. */
export type RoleScope = 'site' | 'company' | 'either';

/** OR-1.02: a role is a set of permissions, and both are data. */
export type Role = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly department: DepartmentCode;
  readonly scope: RoleScope;
  /** Whether its holders stand in the roster of the site, in an order. */
  readonly hasRoster: boolean;
  readonly permissions: readonly Permission[];
};

export const departmentNames = {
  management: ['管理层', 'Management'],
  sales: ['销售部', 'Sales'],
  leasing: ['租赁部', 'Leasing'],
  'client-records': ['客户档案部', 'Client records'],
  'client-relations': ['客户关系部', 'Client relations'],
  'property-service': ['物业服务部', 'Property service'],
  brand: ['品牌部', 'Brand'],
  legal: ['法务部', 'Legal'],
  finance: ['财务部', 'Finance'],
  logistics: ['仓储物流部', 'Logistics'],
  marketing: ['市场部', 'Marketing'],
  audit: ['审计部', 'Audit'],
  partners: ['合作方', 'Partners'],
  administration: ['行政部', 'Administration'],
} as const;

export type DepartmentCode = keyof typeof departmentNames;
