export type Bounds = { readonly most: number; readonly bytes: number };

/** What one request takes: the gateway's longest list, and well below its largest body. */
export const requestBounds: Bounds = { most: 500, bytes: 120 * 1024 };

/** The items in order, as few batches as the bounds allow; an item larger than a batch goes alone. */
export const batchesOf = <Item>(items: readonly Item[], { most, bytes }: Bounds = requestBounds): Item[][] => {
  const batches: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = batches.at(-1);
    if (last && last.length < most && size <= room) {
      last.push(item);
      room -= size;
    } else {
      batches.push([item]);
      room = bytes - size;
    }
  }
  return batches;
};
