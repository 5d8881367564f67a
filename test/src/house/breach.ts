import type { SourceFile } from './sourceFile.ts';

/** A place where a rule of the house is broken, with what to do instead. */
export type Breach = string;

/** A rule of the house: all files in, all breaches out. */
export type HouseRule = (files: readonly SourceFile[]) => Breach[];

export const breach = (file: SourceFile, line: number, complaint: string): Breach =>
  `${file.path}:${line} ${complaint}`;
