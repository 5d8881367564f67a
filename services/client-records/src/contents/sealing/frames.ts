import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Contents are sealed piece by piece, so that any of them can be read, and refused, without the rest. In bytes of plaintext. */
export const frameBytes = 64 * 1024;

/** A part is what is uploaded at one go, and one object in the store: sixteen frames. */
export const partBytes = 1024 * 1024;

const framesPerPart = partBytes / frameBytes;
const nonceBytes = 12;
const tagBytes = 16;
export const sealedFrameBytes = nonceBytes + frameBytes + tagBytes;

/** What a content is sealed as: its own key, its own id, and how long it is. All of it is bound into every frame. */
export type ContentSeal = { readonly key: Buffer; readonly contentId: string; readonly bytes: number };

export const newContentKey = (): Buffer => randomBytes(32);

export const partsOf = (bytes: number): number => Math.ceil(bytes / partBytes);

export const framesOf = (bytes: number): number => Math.ceil(bytes / frameBytes);

export const firstFrameOf = (part: number): number => part * framesPerPart;

/** How many bytes of plaintext this part has: all have the same number but the last. */
export const bytesOfPart = (bytes: number, part: number): number => Math.min(partBytes, bytes - part * partBytes);

/** How many bytes so many bytes of plaintext have when sealed. */
export const sealedBytes = (bytes: number): number => bytes + framesOf(bytes) * (nonceBytes + tagBytes);

const bytesOfFrame = (bytes: number, frame: number): number => Math.min(frameBytes, bytes - frame * frameBytes);

/** The frame cannot be moved, within its content or to another, and cannot become the last one, nor cease to be it. */
const contextOf = ({ contentId, bytes }: ContentSeal, frame: number): Buffer => {
  const place = frame === framesOf(bytes) - 1 ? 'last' : 'more';
  return Buffer.from(['content', contentId, bytes, frame, place].join('|'));
};

/** A sealed content was altered, cut, or put together from others. */
export class ContentDamaged extends Error {
  override readonly name = 'ContentDamaged';
  constructor() {
    super('a stored content is damaged');
  }
}

/** AES-256-GCM with a nonce of its own for each frame. */
export const sealFrame = (seal: ContentSeal, frame: number, plain: Buffer): Buffer => {
  if (plain.length !== bytesOfFrame(seal.bytes, frame))
    throw new RangeError('a frame of another length than its place');
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', seal.key, nonce).setAAD(contextOf(seal, frame));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

/** @throws ContentDamaged unless it is exactly this frame of exactly this content */
export const openFrame = (seal: ContentSeal, frame: number, sealed: Buffer): Buffer => {
  if (sealed.length !== bytesOfFrame(seal.bytes, frame) + nonceBytes + tagBytes) throw new ContentDamaged();
  const decipher = createDecipheriv('aes-256-gcm', seal.key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(contextOf(seal, frame)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    throw new ContentDamaged();
  }
};
