export { diskStore } from './diskStore.ts';
export { exactly, WrongLength } from './exactly.ts';
export { ObjectMissing, type ObjectStore } from './objectStore.ts';
export { type S3Credentials, type S3Place, s3Store } from './s3Store.ts';
