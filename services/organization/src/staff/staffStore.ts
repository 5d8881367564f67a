import { entity, type Tx } from '@shouwen/database';
import type { Staff } from './staff.ts';

export type StaffRow = Staff & { readonly passwordHash: string };

export const staffTable = entity<StaffRow>({
  name: 'staff',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    signInName: { type: 'text', name: 'sign_in_name' },
    passwordHash: { type: 'text', name: 'password_hash' },
    hiredOn: { type: 'date', name: 'hired_on' },
    leftOn: { type: 'date', name: 'left_on', nullable: true },
  },
});

export const insertStaff = async (tx: Tx, staff: StaffRow): Promise<void> => {
  await tx.insert(staffTable, staff);
};

/** Locked against a second hiring under the same name until the transaction ends. */
export const isSignInNameTaken = async (tx: Tx, signInName: string): Promise<boolean> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`staff:${signInName}`]);
  return tx.existsBy(staffTable, { signInName });
};

/** Changes of one person's posts wait for each other. */
export const lockStaff = (tx: Tx, id: string): Promise<StaffRow | null> =>
  tx.findOne(staffTable, { where: { id }, lock: { mode: 'pessimistic_write' } });

export const staffBySignInName = (tx: Tx, signInName: string): Promise<StaffRow | null> =>
  tx.findOneBy(staffTable, { signInName });

export const recordLeftOn = async (tx: Tx, id: string, leftOn: string): Promise<void> => {
  await tx.update(staffTable, { id }, { leftOn });
};

export const replacePasswordHash = async (tx: Tx, id: string, passwordHash: string): Promise<void> => {
  await tx.update(staffTable, { id }, { passwordHash });
};
