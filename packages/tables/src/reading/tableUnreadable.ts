import type { Text } from '@shouwen/kernel';

/** The file is no table that can be read; the sentence says why. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable';
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}
