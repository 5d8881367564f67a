import {
  accepted,
  type Decision,
  firstRefusal,
  isValidDate,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';

export type HireStaffFacts = {
  readonly now: Date;
  readonly name: string;
  readonly signInName: string;
  /** The decision looks at the length and at what it repeats; it never reaches an explanation. */
  readonly password: string;
  readonly hiredOn: string;
  readonly signInNameTaken: boolean;
};
export type HireStaffCode = 'BAD_INPUT' | 'SIGN_IN_NAME_TAKEN' | 'PASSWORD_TOO_WEAK';
export type StaffHired = { readonly type: 'StaffHired'; readonly name: string; readonly signInName: string };

type Rule = Requirement<HireStaffFacts, Refusal<HireStaffCode>>;

/** Long enough to be worth guessing at, short enough to be worth hashing. */
export const passwordLength = { least: 12, most: 128 };

const inputMakesSense: Rule = ({ name, signInName, hiredOn }) => {
  if (!name.trim() || name.length > 50) return badInput(text('请填写姓名。', 'A member of staff needs a name.'));
  if (!/^[a-z][a-z0-9.-]{1,39}$/.test(signInName)) return badInput(badSignInName);
  return isValidDate(hiredOn) ? null : badInput(text('日期不存在。', 'There is no such date.'));
};

const signInNameIsFree: Rule = ({ signInNameTaken }) =>
  signInNameTaken
    ? {
        code: 'SIGN_IN_NAME_TAKEN',
        rule: 'OR-1.05',
        message: text('此登录名已被使用。', 'This sign-in name is taken.'),
      }
    : null;

const passwordIsStrong: Rule = ({ password, signInName, name }) => {
  const length = [...password].length;
  const repeats = password.toLowerCase().includes(signInName) || password.includes(name);
  const fine = length >= passwordLength.least && length <= passwordLength.most && !repeats;
  return fine ? null : { code: 'PASSWORD_TOO_WEAK', rule: 'OR-1.05', message: weakPassword };
};

export const hireStaffRules = [inputMakesSense, signInNameIsFree, passwordIsStrong];

/** OR-1.01, OR-1.05: may this person be taken on under this sign-in name? */
export const decideHireStaff = (facts: HireStaffFacts): Decision<StaffHired, Refusal<HireStaffCode>> => {
  const reasons = reasoning(facts.now).apply('OR-1.01', 'OR-1.05').fact('hiredOn', facts.hiredOn);
  const refusal = firstRefusal(hireStaffRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const { name, signInName } = facts;
  const summary = text('员工已录用。', 'The member of staff was hired.');
  return accepted([{ type: 'StaffHired', name, signInName }], reasons.explain('STAFF_HIRED', summary));
};

const badInput = (message: Text): Refusal<HireStaffCode> => ({ code: 'BAD_INPUT', rule: null, message });

const badSignInName = text(
  '登录名须以小写字母开头，由 2 至 40 个小写字母、数字、点或短横组成。',
  'A sign-in name begins with a small letter and has 2 to 40 small letters, digits, dots or dashes.',
);
const weakPassword = text(
  '密码须为 12 至 128 个字符，且不含姓名或登录名。',
  'A password has 12 to 128 characters and contains neither the name nor the sign-in name.',
);
