import { type Refusal, type Text, text } from '@shouwen/kernel';
import type { ContentFault, FileNameFault } from './checks/index.ts';

/** Why a content is not taken, or not given out. */
export type ContentRefusalCode =
  | ContentFault
  | FileNameFault
  | 'CONTENT_NOT_ELECTRONIC'
  | 'CONTENT_ALREADY_THERE'
  | 'CONTENT_EMPTY'
  | 'CONTENT_TOO_LARGE'
  | 'CHECKSUM_INVALID'
  | 'UPLOADS_TOO_MANY'
  | 'UPLOAD_OVER'
  | 'UPLOAD_INCOMPLETE'
  | 'CONTENT_NOT_AS_SAID'
  | 'CONTENT_INFECTED'
  | 'CONTENT_NONE'
  | 'CONTENT_NOT_GRANTED'
  | 'FILE_NOT_KEPT'
  | 'CLIENT_ERASED'
  | 'PURPOSE_MISSING';

export type ContentRefusal = Refusal<ContentRefusalCode>;

const messages: Readonly<Record<ContentRefusalCode, Text>> = {
  FILE_NAME_UNSAFE: text(
    '文件名无效：不得含路径、隐藏字符或多重扩展名，最长 120 字。',
    'The name is not safe: no path, no hidden characters, one ending, 120 characters at most.',
  ),
  CONTENT_NOT_ALLOWED: text(
    '只接受 PDF、PNG、JPEG、WebP、DOCX、XLSX 和 UTF-8 文本。',
    'Only PDF, PNG, JPEG, WebP, DOCX, XLSX and text in UTF-8 are filed.',
  ),
  CONTENT_MISNAMED: text('内容与扩展名不符。', 'The content is not what its ending says.'),
  CONTENT_TWO_FACED: text(
    '内容可被视为另一种文件，不予接受。',
    'The content could be taken for a file of another kind as well.',
  ),
  CONTENT_ACTIVE: text('内容含脚本、宏或嵌入程序。', 'The content has scripts, macros or programs in it.'),
  CONTENT_BOMB: text('文档解压后过大。', 'The document is too large when it is unpacked.'),
  CONTENT_LOCATED: text(
    '图片含拍摄位置，请删除位置信息后再上传。',
    'The picture says where it was taken: remove the place and upload it again.',
  ),
  CONTENT_IMAGE_TOO_LARGE: text('图片像素过大。', 'The picture has too many pixels.'),
  CONTENT_BROKEN: text('文件结构已损坏。', 'The file is broken.'),
  CONTENT_NOT_ELECTRONIC: text('纸质档案没有电子内容。', 'A paper has no electronic content.'),
  CONTENT_ALREADY_THERE: text(
    '该档案已有内容；其他内容请另行归档。',
    'The file has its content: other content is another file.',
  ),
  CONTENT_EMPTY: text('内容为空。', 'The content is empty.'),
  CONTENT_TOO_LARGE: text('内容过大。', 'The content is too large.'),
  CHECKSUM_INVALID: text(
    '校验和须为 64 位十六进制 SHA-256。',
    'The checksum is a SHA-256 of 64 hexadecimal characters.',
  ),
  UPLOADS_TOO_MANY: text('进行中的上传过多。', 'Too many uploads are under way.'),
  UPLOAD_OVER: text('该上传已结束或已过期，请重新开始。', 'The upload is over: begin a new one.'),
  UPLOAD_INCOMPLETE: text('尚有部分未上传。', 'Some parts have not arrived yet.'),
  CONTENT_NOT_AS_SAID: text(
    '收到的内容与校验和不符，请重新上传各部分。',
    'What arrived is not what the checksum says: send the parts again.',
  ),
  CONTENT_INFECTED: text('内容含病毒。', 'The content has a virus in it.'),
  CONTENT_NONE: text('该档案没有电子内容。', 'The file has no electronic content.'),
  CONTENT_NOT_GRANTED: text('授权不包含查看内容。', 'What was granted does not cover reading the content.'),
  FILE_NOT_KEPT: text('该档案已销毁或正在销毁。', 'The file is destroyed, or about to be.'),
  CLIENT_ERASED: text('该客户资料已删除。', 'The data of this client were erased.'),
  PURPOSE_MISSING: text(
    '查看机密、绝密档案须填写 4 至 200 字的用途。',
    'A classified file is read for a purpose of 4 to 200 characters.',
  ),
};

export const contentRefusal = (code: ContentRefusalCode): ContentRefusal => ({
  code,
  rule: code === 'PURPOSE_MISSING' ? 'CR-2.04' : code === 'CONTENT_NOT_GRANTED' ? 'CR-4' : 'CR-3.01',
  message: messages[code],
  ...(code === 'CONTENT_NOT_AS_SAID' || code === 'UPLOAD_INCOMPLETE' ? { retryable: true } : {}),
});
