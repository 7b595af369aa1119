/** Turns a circular order so that what was at `place` comes first. */
export function startAt(order: Uint32Array, place: number): void {
  const head = order.slice(0, place);
  order.copyWithin(0, place);
  order.set(head, order.length - place);
}

/** Moves the first node to `place`; those up to there move up. */
export function moveFirst(order: Uint32Array, place: number): void {
  const first = order[0] ?? 0;
  order.copyWithin(0, 1, place + 1);
  order[place] = first;
}

/** Starts a circular order at `first` and goes the way round in which more nodes follow a smaller one. */
export function arrangeCircle(order: Uint32Array, first: number): number[] {
  const turned = order.slice();
  startAt(turned, turned.indexOf(first));
  const reversed = turned.slice().reverse();
  startAt(reversed, reversed.length - 1);
  const rises = countRises(turned) - countRises(reversed);
  return [...(rises > 0 || (rises === 0 && (turned[1] ?? 0) <= (reversed[1] ?? 0)) ? turned : reversed)];
}

function countRises(order: Uint32Array): number {
  return order.filter((node, place) => node < (order[(place + 1) % order.length] ?? 0)).length;
}
