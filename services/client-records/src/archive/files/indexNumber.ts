const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 6;

/**
 * The index number of a file: the client's number and six characters drawn by chance (CR-3.01). Numbers that count up would have gaps
 * where files lie that a reader does not know of (CR-3.02).
 * @param id a uuid of version 7, whose last 62 bits are chance
 */
export const indexNumberOf = (clientNumber: string, id: string): string => {
  const chance = Number.parseInt(id.replaceAll('-', '').slice(-10), 16);
  const characters = Array.from({ length }, (_, place) => alphabet[Math.floor(chance / 32 ** place) % 32]);
  return `${clientNumber}-${characters.join('')}`;
};
