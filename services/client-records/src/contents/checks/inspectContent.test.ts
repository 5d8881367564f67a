import { describe, expect, it } from '@jest/globals';
import { docx, exif, inMemory, jpeg, pdf, png, webp, xlsx, zip } from './contentFixture.ts';
import { inspectContent } from './inspectContent.ts';

const limits = { sidePixels: 8_000, unpackedBytes: 1_000_000 };

const inspect = (bytes: Buffer, ending: string) => inspectContent(inMemory(bytes), { ending, limits });

const executable = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(500)]);
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const archive = zip([{ name: 'evil.class', data: Buffer.from('GIFAR') }]);
const zeros = (bytes: number) => ({ name: 'word/media/zeros.xml', data: Buffer.alloc(bytes) });
const gps = exif({ located: true });

describe('CR-3.01 contents that may be filed', () => {
  it.each<[string, Buffer, string, string]>([
    ['a PDF', pdf(), 'pdf', 'pdf'],
    ['a PNG', png(), 'png', 'png'],
    ['a JPEG', jpeg(), 'jpg', 'jpeg'],
    ['a JPEG by its longer ending', jpeg(), 'jpeg', 'jpeg'],
    [
      'a JPEG with further pictures and zeros behind it, as telephones write it',
      Buffer.concat([jpeg(), Buffer.alloc(9), jpeg()]),
      'jpg',
      'jpeg',
    ],
    ['a picture with data of the camera, but not where', jpeg({ exif: exif({ located: false }) }), 'jpg', 'jpeg'],
    ['a WebP', webp(), 'webp', 'webp'],
    ['a document', docx(), 'docx', 'docx'],
    ['a table', xlsx({ name: 'xl/printerSettings/printerSettings1.bin', data: Buffer.alloc(10) }), 'xlsx', 'xlsx'],
    ['a text', Buffer.from('认购书\r\n第一条\t…'), 'txt', 'txt'],
    [
      'a text longer than what is read at once, cut in the middle of a character',
      Buffer.from('档案'.repeat(40_000)),
      'txt',
      'txt',
    ],
    ['a picture of many pieces', png({ empty: 40_000 }), 'png', 'png'],
    ['a picture of the largest size', png({ width: 8_000, height: 8_000 }), 'png', 'png'],
  ])('%s', async (_, bytes, ending, kind) => {
    expect(await inspect(bytes, ending)).toBe(kind);
  });
});

describe('S24 contents that are refused, whatever they are called', () => {
  it.each<[string, Buffer, string, string]>([
    ['a program as PDF', executable, 'pdf', 'CONTENT_NOT_ALLOWED'],
    ['a program as text', executable, 'txt', 'CONTENT_NOT_ALLOWED'],
    ['SVG with a script as picture', Buffer.from(svg), 'png', 'CONTENT_NOT_ALLOWED'],
    ['SVG with a script as text', Buffer.from(`\n${svg}`), 'txt', 'CONTENT_ACTIVE'],
    ['a page as text', Buffer.from('<!DOCTYPE html><p>'), 'txt', 'CONTENT_ACTIVE'],
    ['text that is not UTF-8', Buffer.from([0xd0, 0xc5, 0xcf, 0xa2]), 'txt', 'CONTENT_NOT_ALLOWED'],
    ['text cut in a character', Buffer.from('档案').subarray(0, 5), 'txt', 'CONTENT_NOT_ALLOWED'],
    ['a picture that is called a document', png(), 'pdf', 'CONTENT_MISNAMED'],
    ['a table that is called a text document', xlsx(), 'docx', 'CONTENT_MISNAMED'],
    ['a plain archive', archive, 'docx', 'CONTENT_NOT_ALLOWED'],
  ])('%s', async (_, bytes, ending, fault) => {
    expect(await inspect(bytes, ending)).toBe(fault);
  });
});

describe('S24 contents with two faces', () => {
  it.each<[string, Buffer, string]>([
    ['a picture with an archive behind it', Buffer.concat([jpeg(), archive]), 'jpg'],
    ['a PNG with an archive behind it', Buffer.concat([png(), archive]), 'png'],
    ['a PNG with something behind it', Buffer.concat([png(), Buffer.from('more')]), 'png'],
    ['a WebP with something behind it', Buffer.concat([webp(), Buffer.from('more')]), 'webp'],
    ['a PDF with an archive behind it', Buffer.concat([pdf(), archive]), 'pdf'],
    ['a PDF with an archive in it', Buffer.concat([pdf().subarray(0, -6), archive, Buffer.from('%%EOF\n')]), 'pdf'],
    ['a PDF with a page behind it', Buffer.concat([pdf(), Buffer.from('<html>')]), 'pdf'],
    ['a picture that begins as PDF too', png({ xmp: '%PDF-1.7' }), 'png'],
    ['a picture that begins as page too', png({ xmp: '<script>alert(1)</script>' }), 'png'],
    ['a package with something before it', Buffer.concat([Buffer.from('PK\x03\x04'), docx()]), 'docx'],
    ['a package with something behind it', Buffer.concat([docx(), Buffer.from('more')]), 'docx'],
  ])('%s', async (_, bytes, ending) => {
    expect(await inspect(bytes, ending)).toBe('CONTENT_TWO_FACED');
  });
});

describe('S24 contents that act by themselves', () => {
  it.each<[string, Buffer, string]>([
    ['a PDF with a script', pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'), 'pdf'],
    ['a PDF with a script written otherwise', pdf('/OpenAction << /S /#4aava#53cript >>'), 'pdf'],
    ['a PDF that starts a program', pdf('/AA << /S /Launch >>'), 'pdf'],
    ['a script where two windows meet', pdf(`${' '.repeat(65_490)}/JavaScript`), 'pdf'],
    ['a document with macros', docx({ name: 'word/vbaProject.bin', data: Buffer.from('x') }), 'docx'],
    [
      'a document with an object of another program',
      docx({ name: 'word/embeddings/oleObject1.bin', data: Buffer.from('x') }),
      'docx',
    ],
    [
      'a package that says it has macros',
      zip([
        { name: '[Content_Types].xml', data: Buffer.from('application/vnd.ms-word.document.macroEnabled.main+xml') },
        { name: 'word/document.xml', data: Buffer.from('x') },
      ]),
      'docx',
    ],
  ])('%s', async (_, bytes, ending) => {
    expect(await inspect(bytes, ending)).toBe('CONTENT_ACTIVE');
  });
});

describe('S24 packages that burst', () => {
  const doubled = (): Buffer => {
    // The second entry of the directory points to the bytes of the first.
    const whole = docx(zeros(2_000), zeros(2_000));
    const last = whole.lastIndexOf('PK\x01\x02');
    const before = whole.lastIndexOf('PK\x01\x02', last - 1);
    whole.copy(whole, last + 42, before + 42, before + 46);
    whole.write('word/media/zeroz.xml', last + 46);
    return whole;
  };

  it.each<[string, Buffer, string]>([
    ['more than the limit', docx(zeros(1_000_000)), 'CONTENT_BOMB'],
    ['more than it says', docx({ ...zeros(900_000), said: 10 }), 'CONTENT_BOMB'],
    ['less than it says', docx({ ...zeros(10), said: 20 }), 'CONTENT_BROKEN'],
    ['entries over each other', doubled(), 'CONTENT_BROKEN'],
    ['a path that leads out', docx({ name: '../../etc/cron', data: Buffer.from('x') }), 'CONTENT_BROKEN'],
    ['an encrypted entry', docx({ name: 'word/a.xml', data: Buffer.from('x'), encrypted: true }), 'CONTENT_BROKEN'],
    ['an entry twice', docx(zeros(1), zeros(1)), 'CONTENT_BROKEN'],
  ])('%s', async (_, bytes, fault) => {
    expect(await inspect(bytes, 'docx')).toBe(fault);
  });

  it('just what the limit allows passes', async () => {
    const others = Buffer.byteLength('<Types/><w:document>合同</w:document>');
    expect(await inspect(docx(zeros(1_000_000 - others)), 'docx')).toBe('docx');
    expect(await inspect(docx(zeros(1_000_001 - others)), 'docx')).toBe('CONTENT_BOMB');
  });
});

describe('S24 pictures that say too much, or are too much', () => {
  it.each<[string, Buffer, string]>([
    ['a JPEG with GPS', jpeg({ exif: gps }), 'jpg'],
    ['a JPEG with GPS, the other order of bytes', jpeg({ exif: exif({ located: true, order: 'MM' }) }), 'jpg'],
    ['a JPEG with GPS in XMP', jpeg({ xmp: 'exif:GPSLatitude="28,13.5N"' }), 'jpg'],
    ['a second picture with GPS', Buffer.concat([jpeg(), jpeg({ exif: gps })]), 'jpg'],
    ['a PNG with GPS', png({ exif: gps }), 'png'],
    ['a PNG with GPS in XMP', png({ xmp: 'exif:GPSLongitude' }), 'png'],
    ['a WebP with GPS', webp({ exif: gps }), 'webp'],
  ])('%s', async (_, bytes, ending) => {
    expect(await inspect(bytes, ending)).toBe('CONTENT_LOCATED');
  });

  it.each<[string, Buffer, string]>([
    ['a PNG', png({ width: 10_000 }), 'png'],
    ['a JPEG one pixel too high', jpeg({ height: 8_001 }), 'jpg'],
    ['a WebP', webp({ width: 10_000, height: 10_000 }), 'webp'],
  ])('%s of more pixels than the limit', async (_, bytes, ending) => {
    expect(await inspect(bytes, ending)).toBe('CONTENT_IMAGE_TOO_LARGE');
  });

  it.each<[string, Buffer, string]>([
    ['a JPEG without its end', jpeg().subarray(0, -2), 'jpg'],
    ['a JPEG cut in its head', jpeg().subarray(0, 10), 'jpg'],
    ['a PNG without its end', png().subarray(0, -12), 'png'],
    ['a picture without a size', png({ width: 0 }), 'png'],
    ['EXIF that leads nowhere', jpeg({ exif: Buffer.from('II\x2a\0\xff\xff\xff\x7f', 'latin1') }), 'jpg'],
    ['a WebP without its end', webp().subarray(0, -2), 'webp'],
    ['a PNG of countless pieces', png({ empty: 50_001 }), 'png'],
    ['a PDF without its end', pdf().subarray(0, -7), 'pdf'],
  ])('%s is broken', async (_, bytes, ending) => {
    expect(await inspect(bytes, ending)).toBe('CONTENT_BROKEN');
  });
});
