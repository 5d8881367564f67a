/**
 * A handler throws this when it understands the event and cannot apply it yet, because news of another department is still on its
 * way. The event is tried again with growing pauses until it comes, however long that takes; it never becomes a dead letter for it.
 */
export class WaitsForNews extends Error {
  override readonly name = 'WaitsForNews';
}
