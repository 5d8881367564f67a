import { describe, expect, it } from '@jest/globals';
import { allPermissions, isPermission } from '@shouwen/access';
import { demoStaff } from '@shouwen/demo';
import { laterPermissions } from './laterPermissions.ts';
import { recordsPermissions } from './recordsPermissions.ts';
import { departmentNames } from './role.ts';
import { roleSeed as firstRelease } from './roleSeed.ts';

/** What the migrations leave in the table. */
const roleSeed = firstRelease.map((role) => ({
  ...role,
  permissions: [
    ...new Set([...role.permissions, ...(laterPermissions[role.code] ?? []), ...(recordsPermissions[role.code] ?? [])]),
  ],
}));

const roleOf = (code: string) => {
  const role = roleSeed.find((one) => one.code === code);
  if (!role) throw new Error(`no role ${code}`);
  return role;
};

describe('OR-1.02 the roles', () => {
  it('are those of the rulebook, each once, with a name in both languages, a department and permissions', () => {
    expect(roleSeed).toHaveLength(37);
    expect(new Set(roleSeed.map(({ code }) => code)).size).toBe(37);
    for (const role of roleSeed) {
      expect(role.nameZh).toMatch(/\p{Script=Han}/u);
      expect(Object.keys(departmentNames)).toContain(role.department);
      expect(role.permissions.every(isPermission)).toBe(true);
      expect(new Set(role.permissions).size).toBe(role.permissions.length);
    }
  });

  it('are given what came later under their own codes', () => {
    const codes = firstRelease.map(({ code }) => code);
    expect(
      [...Object.keys(laterPermissions), ...Object.keys(recordsPermissions)].filter((code) => !codes.includes(code)),
    ).toEqual([]);
  });

  it('include every role of the demo company', () => {
    const used = demoStaff.flatMap(({ posts }) => posts.map(({ role }) => role));
    expect(roleSeed.map(({ code }) => code)).toEqual(expect.arrayContaining(used));
  });

  it('leave no permission that nobody holds', () => {
    const held = new Set(roleSeed.flatMap(({ permissions }) => permissions));
    expect(allPermissions.filter((permission) => !held.has(permission))).toEqual([]);
  });

  it('keep apart those who watch, those who run the house and those who do business', () => {
    expect(roleOf('auditor').permissions.filter((one) => !/\.read/.test(one))).toEqual([]);
    const business = /^(client|deal|claim|commission|ledger|pool|visit)\./;
    expect(roleOf('administrator').permissions.filter((one) => business.test(one))).toEqual([]);
    const watching = roleSeed.filter(({ permissions }) => permissions.includes('audit.read')).map(({ code }) => code);
    expect(watching).toEqual(['auditor']);
  });

  it('let a consultant act for their own clients and correct nothing', () => {
    expect(roleOf('consultant').permissions).toEqual(expect.arrayContaining(['reception.takeOwn', 'client.readOwn']));
    for (const beyond of [
      'rotation.correct',
      'registration.confirm',
      'client.readSite',
      'client.unmask',
      'absence.confirm',
    ]) {
      expect(roleOf('consultant').permissions).not.toContain(beyond);
    }
  });
});
