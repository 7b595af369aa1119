/** Something that takes so many px of height and would like to stand at `wanted`, its middle. */
export interface Block {
  readonly height: number;
  readonly wanted: number;
}

/** Where a block ended up, how far from where it wanted to be, and with which neighbours it stands shoulder to shoulder. */
export interface SpreadPlace {
  readonly y: number;
  readonly move: number;
  readonly crowd: number;
}

interface Crowd {
  readonly sum: number;
  readonly count: number;
}

/**
 * Moves blocks, sorted by where they want to be, apart until none overlaps, as little as possible in sum of squares, and
 * keeps them between `-halfHeight` and `halfHeight`, in which they must find room together. Takes O(blocks).
 */
export function spreadBlocks(blocks: readonly Block[], halfHeight: number): SpreadPlace[] {
  const offsets: number[] = [];
  const crowds: Crowd[] = [];
  let total = 0;
  for (const { height, wanted } of blocks) {
    const offset = total + height / 2;
    offsets.push(offset);
    total += height;
    let crowd: Crowd = { sum: wanted - offset, count: 1 };
    for (let last = crowds.at(-1); last && meanOf(last) > meanOf(crowd); last = crowds.at(-1)) {
      crowd = { sum: crowd.sum + last.sum, count: crowd.count + last.count };
      crowds.pop();
    }
    crowds.push(crowd);
  }
  const places = crowds.flatMap((crowd) => new Array<number>(crowd.count).fill(meanOf(crowd)));
  const kept = places.map((base) => Math.max(Math.min(base, halfHeight - total), -halfHeight));
  return blocks.map(({ wanted }, index) => {
    const base = kept[index] ?? 0;
    const y = base + (offsets[index] ?? 0);
    return { y, move: Math.abs(y - wanted), crowd: kept.indexOf(base) };
  });
}

function meanOf({ sum, count }: Crowd): number {
  return sum / count;
}
