/** What closes a text, a parenthesis, a pattern or a comment before it. */
const openings = ["'", '"', "')", '"))', "';", '\\', "%'", '`', '$$', "\u2019'"];

/** What a statement would do with the rest, if it ever became a part of one. */
const payloads = [
  ' OR 1=1 --',
  ' OR true#',
  ' UNION SELECT null, version() --',
  '; DROP TABLE client; --',
  '; SELECT pg_sleep(9) --',
  ' || pg_sleep(9) || ',
  ' AND (SELECT count(*) FROM client) > 0 --',
  ' ORDER BY 99 --',
  '::int',
  ' ~ (',
  ' LIKE %',
  '/**/OR/**/1=1',
  ' COLLATE "x"',
  ' @@ to_tsquery(!!) ',
  '->>0',
  '#>{a,b}',
  ' ? & | !',
  '{1,2}',
  '%00',
  '\t\r\n--',
];

/** Two hundred texts that would be seen in a statement; none is one that no database keeps, which is refused before. */
export const injections: readonly string[] = openings.flatMap((opening) =>
  payloads.map((payload) => `${opening}${payload}`),
);
