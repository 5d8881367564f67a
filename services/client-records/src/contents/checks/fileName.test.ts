import { describe, expect, it } from '@jest/globals';
import { readFileName } from './fileName.decision.ts';

describe('CR-3.01 what a content is called', () => {
  it.each([
    ['认购书.pdf', '认购书.pdf', 'pdf'],
    ['Contract 2026.03.02 (v1.2).DOCX', 'Contract 2026.03.02 (v1.2).DOCX', 'docx'],
    ['𠮷㐀.JPG', '𠮷㐀.JPG', 'jpg'],
    ['e\u0301tage.png', 'étage.png', 'png'],
    [`${'长'.repeat(116)}.pdf`, `${'长'.repeat(116)}.pdf`, 'pdf'],
  ])('%s is taken', (said, name, ending) => {
    expect(readFileName(said)).toEqual({ name, ending });
  });
});

describe('S24 a name must be what it looks like', () => {
  it.each([
    ['a path up', '../../etc/passwd.pdf'],
    ['a path up, the other way', '..\\windows.pdf'],
    ['a NUL', 'a.pdf\0.exe'],
    ['a NUL before the ending', 'a\0.pdf'],
    ['a reversed ending', 'invoice\u202efdp.exe.pdf'],
    ['a line end', 'a\r\nContent-Type: text/html.pdf'],
    ['a hidden character', 'a\u200b.pdf'],
    ['a line separator', 'a\u2028b.pdf'],
    ['half a character', 'a\ud800.pdf'],
    ['an ending before the ending', 'contract.exe.pdf'],
    ['an allowed ending before the ending', 'contract.pdf.docx'],
    ['a page before the ending', 'contract.html .pdf'],
    ['a drive', 'C:a.pdf'],
    ['a stream of a file', 'a.pdf:b.pdf'],
    ['a device', 'NUL.pdf'],
    ['nothing before the ending', '.pdf'],
    ['nothing', ''],
    ['a space at the end', 'a.pdf '],
    ['one character too many', `${'长'.repeat(117)}.pdf`],
  ])('%s is refused', (_, said) => {
    expect(readFileName(said)).toBe('FILE_NAME_UNSAFE');
  });

  it.each(['contract.exe', 'picture.svg', 'page.html', 'macro.docm', 'archive.zip', 'contract'])(
    '%s is not of a kind that is filed',
    (said) => {
      expect(readFileName(said)).toBe('CONTENT_NOT_ALLOWED');
    },
  );
});
