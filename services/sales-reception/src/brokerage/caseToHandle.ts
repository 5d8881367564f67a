import { can, demand, demandStaff, Forbidden, NotFound, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PipelineCase } from './pipeline.ts';
import { lockCase } from './pipelineStore.ts';

/** Whether the viewer may know of the case: the owner of its stage, and whoever reads or checks the pipeline of the site. */
const mayKnow = (viewer: Viewer, { siteId, ownerId }: PipelineCase): boolean =>
  can(viewer, 'pipeline.read', siteId) ||
  can(viewer, 'pipeline.check', siteId) ||
  (viewer.kind === 'staff' && viewer.staffId === ownerId && can(viewer, 'pipeline.handle', siteId));

/** The case, locked. @throws NotFound as if there were none, for whoever may not know of it */
export const caseKnownTo = async (tx: Tx, viewer: Viewer, caseId: string): Promise<PipelineCase> => {
  const one = await lockCase(tx, caseId);
  if (!one || !mayKnow(viewer, one)) throw new NotFound();
  return one;
};

/** The case, locked, for the owner of its stage. @throws NotFound, Forbidden for others who may know of it */
export const caseToHandle = async (tx: Tx, viewer: Viewer, caseId: string): Promise<PipelineCase> => {
  const one = await caseKnownTo(tx, viewer, caseId);
  demand(viewer, 'pipeline.handle', one.siteId);
  if (demandStaff(viewer).staffId !== one.ownerId) throw new Forbidden('pipeline.handle');
  return one;
};
