import { type PolicyDefinition, text } from '@shouwen/kernel';

/** The parameters of electronic contents (CR-3.01). */
export type ContentParams = {
  readonly 'content.largestBytes': number;
  readonly 'content.unpackedBytes': number;
  readonly 'content.sidePixels': number;
  readonly 'content.uploadMinutes': number;
  readonly 'content.openUploads': number;
  readonly 'content.ticketSeconds': number;
};

const bytes = text('字节', 'bytes');

export const contentParams: Pick<PolicyDefinition<ContentParams>['params'], keyof ContentParams> = {
  'content.largestBytes': {
    type: 'int',
    min: 1,
    max: 1024 * 1024 * 1024,
    default: 50 * 1024 * 1024,
    rule: 'CR-3.01',
    unit: bytes,
    sentence: text('电子档案内容的最大字节数。', 'How large the content of a file may be.'),
  },
  'content.unpackedBytes': {
    type: 'int',
    min: 1024 * 1024,
    max: 1024 * 1024 * 1024,
    default: 200 * 1024 * 1024,
    rule: 'CR-3.01',
    unit: bytes,
    sentence: text('文档解压后的最大字节数。', 'How large a document may be when it is unpacked.'),
  },
  'content.sidePixels': {
    type: 'int',
    min: 100,
    max: 60_000,
    default: 9_000,
    rule: 'CR-3.01',
    unit: text('像素', 'pixels'),
    sentence: text('图片长边的最大像素数。', 'How many pixels the longer side of a picture may have.'),
  },
  'content.uploadMinutes': {
    type: 'int',
    min: 1,
    max: 240,
    default: 15,
    rule: 'CR-3.01',
    unit: text('分钟', 'minutes'),
    sentence: text(
      '上传链接自开始或收到上一部分起的有效分钟数。',
      'For how many minutes an upload goes on after it began, or after its latest part.',
    ),
  },
  'content.openUploads': {
    type: 'int',
    min: 1,
    max: 1_000,
    default: 20,
    rule: 'CR-3.01',
    sentence: text('每人同时进行的上传数量上限。', 'How many uploads one person may have under way at once.'),
  },
  'content.ticketSeconds': {
    type: 'int',
    min: 10,
    max: 600,
    default: 60,
    rule: 'CR-3.01',
    unit: text('秒', 'seconds'),
    sentence: text('下载链接的有效秒数。', 'For how many seconds a link to a content is good.'),
  },
};
