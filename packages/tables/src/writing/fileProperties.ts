import type { Feature, Image } from 'write-excel-file/node';

/** What the library takes as content of a part, which it does not name. */
type Content = Image['content'];

/** What a file says of itself, where a spreadsheet shows its properties; also printed at the foot of each page. */
export type FileProperties = { readonly title: string; readonly author: string; readonly description: string };

const part = 'docProps/core.xml';
const relation = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
const contentType = 'application/vnd.openxmlformats-package.core-properties+xml';

/** Writes the properties into the file (CR-2.05). */
export const withProperties = ({ title, author, description }: FileProperties): Feature<Content> => ({
  files: {
    transform: {
      '[Content_Types].xml': { insert: () => `<Override ContentType="${contentType}" PartName="/${part}"/>` },
      '_rels/.rels': { insert: () => `<Relationship Id="rId-core" Type="${relation}" Target="${part}"/>` },
      'xl/worksheets/sheet{id}.xml': {
        insert: () =>
          `<headerFooter><oddFooter>&amp;L${escaped(description.replaceAll('&', '&&').slice(0, 200))}</oddFooter></headerFooter>`,
      },
    },
    write: {
      files: () => ({
        [part]: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator><dc:description>${escaped(description)}</dc:description>
</cp:coreProperties>`,
      }),
    },
  },
});

const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly what no XML file can hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
