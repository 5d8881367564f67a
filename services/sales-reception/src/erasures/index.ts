import { clientErasedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { emptyWordsAbout } from './erasedWordsStore.ts';

export { erasureMigrations } from './erasureMigrations.ts';

/** CR-2.06: when client-records has erased a person, the words about them in follow-ups and registers go here, too. */
export const erasureConsumers: readonly Consumer[] = [
  defineConsumer({
    name: 'erased-clients',
    event: clientErasedV1,
    handle: (tx, { data }) => emptyWordsAbout(tx, data.clientId, data.erasedAt),
  }),
];
