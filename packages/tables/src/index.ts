export { readTable, type Table, type TableRow } from './reading/readTable.ts';
export { TableUnreadable } from './reading/tableUnreadable.ts';
export { narrow, readClock, readDay } from './reading/values.ts';
export type { Cell } from './writing/cell.ts';
export type { FileProperties } from './writing/fileProperties.ts';
export { type TableFile, type TableFormat, tableFile } from './writing/tableFile.ts';
export { writeCsv } from './writing/writeCsv.ts';
export { writeXlsx } from './writing/writeXlsx.ts';
