export { passedOnHeaders } from './fileHeaders.ts';
export { addFileRequests, isFilePath, refuseUnread } from './fileRequests.ts';
export type { FileService, IncomingPart, OutgoingFile, PartAnswer } from './fileService.ts';
