/** The five services, in the order in which they are listed everywhere. */
export const departments = [
  'organization',
  'sales-reception',
  'client-records',
  'property-service',
  'finance',
] as const;

export type Department = (typeof departments)[number];

/** The name of a department's database, which its two roles carry too. */
export const databaseOf = (department: Department): string => `shouwen_${department.replaceAll('-', '_')}`;
