import pg from 'pg';

/** How many events a department has not carried to the stream yet, or keeps until an earlier one has come. */
export const eventsWaitingIn = async (databaseUrl: string): Promise<number> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`select (select count(*) from outbox where published_at is null)
      + (select count(*) from parked) as waiting`);
    return Number(rows[0].waiting);
  } finally {
    await client.end();
  }
};
