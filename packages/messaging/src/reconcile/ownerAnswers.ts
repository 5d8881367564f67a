import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { Database } from '@shouwen/database';
import { z } from 'zod';
import { outboxQuestion } from '../nats/subjects.ts';
import { errorFields, type Log } from '../operate/log.ts';
import { eventsOf, publishedHeads } from '../outbox/outboxQueries.ts';

const headsQuestion = z.object({
  aggregates: z.array(z.string()),
  withinSeconds: z.number().nullable(),
  settledSeconds: z.number(),
  after: z.object({ aggregateType: z.string(), aggregateId: z.string() }).nullable(),
});

const eventsQuestion = z.object({
  aggregateType: z.string(),
  aggregateId: z.string(),
  from: z.int(),
  to: z.int(),
});

export interface AnswerDeps {
  readonly db: Database;
  readonly service: string;
  readonly log: Log;
}

/**
 * Answers what other services ask about this outbox: how far each story goes ('heads'), and what its steps are ('events').
 * The outbox is the record; so whatever the stream has lost can be had from here.
 */
export const answerQuestions = (connection: NatsConnection, deps: AnswerDeps): void => {
  // One replica answers.
  connection.subscribe(outboxQuestion(deps.service, '*'), {
    queue: 'outbox',
    callback: (error, message) => {
      if (error) return;
      answer(deps, message)
        .then((reply) => message.respond(JSON.stringify(reply)))
        .catch((problem) => {
          deps.log.warn(errorFields(problem), 'A question about the outbox could not be answered');
          message.respond(JSON.stringify({ error: 'could not be answered' }));
        });
    },
  });
};

const answer = async (deps: AnswerDeps, message: Msg): Promise<unknown> => {
  const question: unknown = message.json();
  if (message.subject === outboxQuestion(deps.service, 'heads'))
    return deps.db.read((tx) => publishedHeads(tx, headsQuestion.parse(question)));
  return deps.db.read((tx) => eventsOf(tx, deps.service, eventsQuestion.parse(question)));
};
