import { randomUUID } from 'node:crypto';
import { GatewayFailed, isRefused, type Person, type Refused, type Told } from '@shouwen/diary';
import { type Mutation, textOf } from './stage.ts';

/** What somebody is told who is refused: by a member of the union, or by an error of the graph. */
export type No = { readonly code: string; readonly told: Told | undefined; readonly rule: string | null };

/**
 * Sends a mutation that should be refused, once, and gives what is told. Unlike a `command` it waits for no news of another
 * department: that somebody is unknown is the answer.
 */
export const refusalOf = async (person: Person, at: Date, mutation: Mutation): Promise<No | 'accepted'> => {
  const input = { idempotencyKey: randomUUID(), ...mutation.input };
  try {
    const [answer] = Object.values(await person.ask<Record<string, object | Refused>>(at, textOf(mutation), { input }));
    if (!answer || !isRefused(answer)) return 'accepted';
    return { code: answer.code, told: answer.message, rule: answer.rule?.id ?? null };
  } catch (error) {
    const [first] = error instanceof GatewayFailed ? error.errors : [];
    if (!first) throw error;
    return { code: first.extensions?.code ?? '', told: first.extensions?.text, rule: null };
  }
};
