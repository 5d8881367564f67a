/** What was written without the blanks and invisible characters around it; empty when nothing can be seen. */
export const writtenText = (text: string): string => text.normalize('NFC').replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');
