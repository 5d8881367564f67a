import { breach, type HouseRule } from './breach.ts';
import { isForTests } from './sourceFile.ts';

const fileLines = 200;
const testFileLines = 300;
const functionLines = 60;

/** Tables that are read line by line and have no logic: the length says nothing about them. */
export const dataFiles = [
  /^packages\/kernel\/src\/rules\//,
  /^packages\/kernel\/src\/calendar\/holidays\.ts$/,
  /^packages\/demo\/src\/company\.ts$/,
];

/** A file and a function are small enough to be read at one go. */
export const sizes: HouseRule = (files) =>
  files.flatMap((file) => {
    const isTest = file.path.endsWith('.test.ts');
    const most = isTest ? testFileLines : fileLines;
    const isTooLong = file.lines > most && !dataFiles.some((pattern) => pattern.test(file.path));
    const tooLong = isTooLong ? [breach(file, most + 1, `has ${file.lines} lines: split it before ${most}`)] : [];
    // A `describe` and the steps of a journey are functions in form only.
    const functions = isForTests(file.path) ? [] : file.functions.filter(({ lines }) => lines > functionLines);
    return [
      ...tooLong,
      ...functions.map(({ line, lines }) =>
        breach(file, line, `a function of ${lines} lines: split it before ${functionLines}`),
      ),
    ];
  });
