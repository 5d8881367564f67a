import { type Text, text } from '@shouwen/kernel';
import type { Permission } from './viewer/permissions.ts';

export type AccessErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'TOO_MANY_REQUESTS';

/** What stops a request before any rule is asked. The subgraph server turns `code` and `text` into the GraphQL error. */
export abstract class AccessError extends Error {
  abstract readonly code: AccessErrorCode;
  readonly text: Text;

  constructor(sentence: Text) {
    super(sentence.en);
    this.name = new.target.name;
    this.text = sentence;
  }
}

export class NotSignedIn extends AccessError {
  readonly code = 'UNAUTHENTICATED';
  constructor() {
    super(text('请先登录。', 'Please sign in.'));
  }
}

/** The message never says which permission is missing; `permission` is for the log. */
export class Forbidden extends AccessError {
  readonly code = 'FORBIDDEN';
  readonly permission: Permission | null;
  constructor(permission: Permission | null = null) {
    super(text('您没有此项权限。', 'You are not permitted to do this.'));
    this.permission = permission;
  }
}

/** Also the answer for what exists but may not be known of. */
export class NotFound extends AccessError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super(text('没有找到。', 'Not found.'));
  }
}

export class BadInput extends AccessError {
  readonly code = 'BAD_USER_INPUT';
  /** Path of the input field that is wrong, null when it is the whole. */
  readonly field: string | null;
  constructor(message: Text, field: string | null = null) {
    super(message);
    this.field = field;
  }
}

/** The asker has asked for too much in too short a time; the answer tells nothing of what was asked for (CR-2.05). */
export class TooManyRequests extends AccessError {
  readonly code = 'TOO_MANY_REQUESTS';
  constructor() {
    super(text('操作过于频繁，请稍后再试。', 'Too much in too short a time; try again later.'));
  }
}
