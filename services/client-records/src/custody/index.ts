import type { Feature } from '../department/index.ts';
import { custodyResolvers } from './custody.resolvers.ts';
import { custodyMigrations } from './custodyMigrations.ts';
import { noticeOverdue } from './noticeOverdue.ts';

export { completeInspection } from './completeInspection.ts';
export { recordFindings } from './recordFindings.ts';
export { startInspection } from './startInspection.ts';

/** Half-yearly inspections of the archive's rooms (CR-3.04). */
export const custodyFeature: Feature = ({ vault }) => ({
  migrations: custodyMigrations,
  dueWork: [noticeOverdue],
  resolvers: custodyResolvers(vault),
});
