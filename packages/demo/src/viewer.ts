import type { DemoStaff } from './company.ts';
import { demoId } from './demoId.ts';

/** What the roles may do of what a demo does, as far as the demo's department is concerned. */
export type DemoPermissions<Permission extends string> = Readonly<Record<string, readonly Permission[]>>;

/**
 * A member of staff as the services see a viewer, with the permissions of the roles at the sites of the posts. The grants of a
 * signed-in person come from the organization service; a demo has nobody to sign in.
 */
export const demoViewer = <Permission extends string>(
  { id, posts }: DemoStaff,
  permissions: DemoPermissions<Permission>,
) => {
  const grants: Record<string, Permission[]> = {};
  for (const { siteId, role } of posts) {
    const held = grants[siteId ?? '*'] ?? [];
    grants[siteId ?? '*'] = [...held, ...(permissions[role] ?? [])];
  }
  return { kind: 'staff', staffId: id, sessionId: demoId(9, 1), grants } as const;
};
