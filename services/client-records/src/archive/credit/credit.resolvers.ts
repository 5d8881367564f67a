import { connectionOf, type GraphContext, toGraphMoney, typedPageOf } from '@shouwen/subgraph';
import { idsOfPerson } from '../../persons/index.ts';
import { fileReaderOf } from '../files/fileReader.ts';
import type { Archive } from '../opening/archive.ts';
import { creditOf, type Payment, pageOfTransactions, type Transaction } from './creditQueries.ts';

type Page = { readonly first?: number; readonly after?: string };

export const creditResolvers = {
  Archive: {
    credit: ({ clientId }: Archive, _: unknown, { db }: GraphContext) =>
      db.read(async (tx) => creditOf(tx, await idsOfPerson(tx, clientId))),
    transactions: async ({ clientId }: Archive, asked: Page, context: GraphContext) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const rows = await context.db.read(async (tx) => {
        const page = { clientIds: await idsOfPerson(tx, clientId), after, limit: limit + 1 };
        return pageOfTransactions(tx, await fileReaderOf(tx, context), page);
      });
      return connectionOf(rows, limit, ({ closedAt, dealId }) => [closedAt.toISOString(), dealId]);
    },
  },
  ArchiveTransaction: {
    site: ({ siteId }: Transaction) => ({ id: siteId }),
    price: ({ priceFen }: Transaction) => toGraphMoney(priceFen),
    paid: ({ payments }: Transaction) => toGraphMoney(payments.reduce((sum, { amountFen }) => sum + amountFen, 0)),
  },
  ArchivePayment: {
    amount: ({ amountFen }: Payment) => toGraphMoney(amountFen),
    receivedAt: ({ receivedAt }: Payment) => new Date(receivedAt),
  },
};
