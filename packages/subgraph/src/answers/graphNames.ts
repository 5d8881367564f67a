/** `name-transfer` as the graph writes it: NAME_TRANSFER. */
export const toGraphName = (name: string): string => name.toUpperCase().replaceAll('-', '_');

/** NAME_TRANSFER as we write it: name-transfer. */
export const fromGraphName = <Name extends string>(name: string): Name =>
  name.toLowerCase().replaceAll('_', '-') as Name;
