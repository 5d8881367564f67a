import type { DepartmentCode, Role, RoleScope } from './role.ts';
import { rolePermissions as may } from './rolePermissions.ts';

type Line = readonly [
  code: string,
  nameZh: string,
  nameEn: string,
  department: DepartmentCode,
  scope: RoleScope,
  permissions: keyof typeof may,
];

/** The roles that OR-1.02 names, in its order. */
const lines: readonly Line[] = [
  ['consultant', '置业顾问', 'Consultant', 'sales', 'site', 'consultant'],
  ['duty-person', '值班人员', 'Duty person', 'sales', 'site', 'desk'],
  ['sales-supervisor', '销售主管', 'Sales supervisor', 'sales', 'site', 'supervisor'],
  ['sales-manager', '销售经理（项目经理）', 'Sales manager (project manager)', 'sales', 'site', 'salesManager'],
  ['project-director', '项目总监', 'Project director', 'sales', 'site', 'salesDirector'],
  ['sales-secretary', '销售秘书', 'Sales secretary', 'sales', 'site', 'secretary'],
  ['head-of-sales', '销售部负责人', 'Head of sales', 'sales', 'either', 'salesDirector'],
  ['sales-director', '销售总监', 'Sales director', 'sales', 'either', 'salesDirector'],
  ['coordinator', '协调专员', 'Coordinator', 'sales', 'either', 'secretary'],
  ['client-resources-director', '客户资源总监', 'Client-resources director', 'client-relations', 'either', 'relations'],
  ['leasing-agent', '租赁专员', 'Leasing agent', 'leasing', 'site', 'consultant'],
  ['records-specialist', '档案专员', 'Records specialist', 'client-records', 'either', 'recordsDesk'],
  ['records-supervisor', '档案主管', 'Records supervisor', 'client-records', 'either', 'recordsDesk'],
  ['client-service-manager', '客服经理', 'Client-service manager', 'client-relations', 'either', 'relations'],
  ['client-relations-advisor', '客户关系顾问', 'Client-relations advisor', 'client-relations', 'either', 'relations'],
  ['client-relations-manager', '客户关系经理', 'Client-relations manager', 'client-relations', 'either', 'relations'],
  ['service-manager', '服务经理', 'Service manager', 'property-service', 'either', 'officeManager'],
  ['receptionist', '前台接待', 'Receptionist', 'property-service', 'site', 'officeDesk'],
  ['repairer', '维修工', 'Repairer', 'property-service', 'site', 'colleague'],
  ['head-of-repairs', '维修主管', 'Head of repairs', 'property-service', 'site', 'officeDesk'],
  ['property-administrator', '物业管理员', 'Property administrator', 'property-service', 'site', 'officeDesk'],
  ['property-manager', '物业经理', 'Property manager', 'property-service', 'site', 'officeManager'],
  ['office-director', '管理处主任', 'Office director', 'property-service', 'site', 'officeManager'],
  ['brand-department', '品牌部专员', 'Brand department', 'brand', 'company', 'colleague'],
  ['legal', '法务', 'Legal', 'legal', 'company', 'colleague'],
  ['finance-clerk', '财务专员', 'Finance clerk', 'finance', 'either', 'financeDesk'],
  ['finance-manager', '财务经理', 'Finance manager', 'finance', 'either', 'financeManager'],
  ['regional-manager', '区域经理', 'Regional manager', 'management', 'either', 'everythingToRead'],
  ['logistics-specialist', '物流专员', 'Logistics specialist', 'logistics', 'either', 'colleague'],
  ['store-keeper', '仓库管理员', 'Store keeper', 'logistics', 'either', 'colleague'],
  ['head-of-marketing', '市场部负责人', 'Head of marketing', 'marketing', 'either', 'colleague'],
  ['general-manager', '总经理', 'General manager', 'management', 'company', 'generalManager'],
  ['executive', '高级管理人员', 'Executive', 'management', 'company', 'everythingToRead'],
  ['auditor', '审计员', 'Auditor', 'audit', 'company', 'auditor'],
  ['partner-broker', '合作经纪人', 'Partner: broker', 'partners', 'site', 'colleague'],
  ['partner-call-centre', '合作呼叫中心', 'Partner: call centre', 'partners', 'either', 'colleague'],
  ['administrator', '系统管理员', 'Administrator', 'administration', 'company', 'administrator'],
];

const inTheRoster = ['consultant', 'leasing-agent'];

export const roleSeed: readonly Role[] = lines.map(([code, nameZh, nameEn, department, scope, permissions]) => ({
  code,
  nameZh,
  nameEn,
  department,
  scope,
  hasRoster: inTheRoster.includes(code),
  permissions: may[permissions],
}));
