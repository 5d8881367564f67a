import { can } from '@shouwen/access';
import {
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphResult,
} from '@shouwen/subgraph';
import type { Department } from '../department/index.ts';
import { addKey, type KeysChanged, retireKeys } from './changeKeys.ts';
import { countByKey, indexRotationOf } from './keyRotationStore.ts';

type Context = GraphContext<ExplanationLoaders>;
type Asked = { readonly input: { readonly idempotencyKey: string; readonly kind: string } };

export const keyRotationResolvers = ({ keyrings }: Pick<Department, 'keyrings'>) => {
  const status = ({ db }: Context) =>
    db.read(async (tx) => {
      const { current, currentIndex, indexKeys } = keyrings.now();
      const renewal = await indexRotationOf(tx, currentIndex);
      return {
        currentKey: current,
        clientsByKey: (await countByKey(tx)).map(({ keyId, clients }) => ({ key: keyId, clients })),
        currentIndexKey: currentIndex,
        indexKeys: [...indexKeys.keys()],
        indexesRenewed: indexKeys.size === 1 || renewal?.finished === true,
        indexesChanged: renewal?.rowsChanged ?? 0,
        changedHere: keyrings.mayChange,
      };
    });
  const changed =
    (change: typeof addKey) =>
    async (_: unknown, { input: { idempotencyKey, kind } }: Asked, context: Context) =>
      toGraphResult('KeysChanged', await change({ keyrings })(context, { idempotencyKey, kind: fromGraphName(kind) }));
  return {
    Query: {
      keyRotation: (_: unknown, __: unknown, context: Context) =>
        can(context.viewer, 'keys.rotate', null) ? status(context) : null,
    },
    Mutation: { rotateKeys: changed(addKey), retireKeys: changed(retireKeys) },
    KeysChanged: {
      keyRotation: (_: unknown, __: unknown, context: Context) => status(context),
      explanation: ({ explanationId }: KeysChanged, _: unknown, { loaders }: Context) =>
        explanationOf(loaders, explanationId),
    },
  };
};
