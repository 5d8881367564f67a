/** The folders the operating system looks for programs in. */
export const searchPath = (): string => process.env.PATH ?? '';
