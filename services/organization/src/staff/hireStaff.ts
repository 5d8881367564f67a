import { type CommandResult, demand, runCommand } from '@shouwen/access';
import { type Act, recordAct } from '../act.ts';
import { decideHireStaff } from './hireStaff.decision.ts';
import { insertStaff, isSignInNameTaken } from './staffStore.ts';

export type HireStaffInput = {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly signInName: string;
  readonly password: string;
  readonly hiredOn: string;
};
export type HireStaffResult = { readonly staffId: string; readonly explanationId: string };
export type HireStaffDeps = { readonly hashPassword: (password: string) => Promise<string> };

/**
 * OR-1.01: takes somebody on. The person can sign in, and may do nothing until a post is assigned.
 * @param staffId given only where data with known ids is loaded
 * @throws NotSignedIn, Forbidden (`staff.manage` for the whole company)
 */
export const hireStaff =
  ({ hashPassword }: HireStaffDeps) =>
  async (act: Act, input: HireStaffInput, staffId?: string): Promise<CommandResult<HireStaffResult>> => {
    demand(act.viewer, 'staff.manage', null);
    // The password stays out of the stored request: its plain hash would be a thing to guess at.
    const { idempotencyKey, password, ...person } = input;
    return runCommand({ ...act, name: 'hireStaff', idempotencyKey, input: person }, async (tx) => {
      const signInNameTaken = await isSignInNameTaken(tx, person.signInName);
      const decision = decideHireStaff({ now: act.now, ...input, signInNameTaken });
      if (decision.outcome === 'refused') return decision;
      const id = staffId ?? act.newId();
      await insertStaff(tx, { id, ...person, passwordHash: await hashPassword(password), leftOn: null });
      const record = { action: 'hireStaff', siteId: null, subject: { type: 'staff', id } };
      const explanationId = await recordAct(tx, act, { ...record, explanation: decision.explanation });
      return { outcome: 'accepted', result: { staffId: id, explanationId } };
    });
  };
