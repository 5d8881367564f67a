import { BadInput } from '@shouwen/access';
import { text } from '@shouwen/kernel';

/** A department's code, as the organization gives it; what it means is not known here. @throws BadInput for what can be none */
export const demandDepartment = (code: string): void => {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(code)) throw new BadInput(notACode, 'department');
};

const notACode = text('部门代码无效。', 'This is no code of a department.');
