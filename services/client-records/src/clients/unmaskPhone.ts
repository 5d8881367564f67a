import { type CommandResult, done } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { openPhone } from './clientPhone.ts';
import { unmask } from './masking/unmask.ts';

export type UnmaskPhone = { readonly idempotencyKey: string; readonly clientId: string; readonly purpose: string };

/** Shows the main phone number of a client whom the viewer may read (CR-2.03), as `unmaskField` does any field. @throws NotFound */
export const unmaskPhone =
  (vault: Vault) =>
  async (context: BareContext, asked: UnmaskPhone): Promise<CommandResult<{ phone: string }>> => {
    const { idempotencyKey, clientId, purpose } = asked;
    const unmasking = { name: 'unmaskPhone', idempotencyKey, clientId, purpose, detail: 'phone' };
    const answer = await unmask(context, unmasking, async (_, client) => async () => [openPhone(vault, client)]);
    return answer.outcome === 'refused' ? answer : done({ phone: answer.result.values[0] ?? '' });
  };
