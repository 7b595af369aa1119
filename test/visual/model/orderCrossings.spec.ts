import fc from "fast-check";
import { buildCrossingGraph, type WeightedLink } from "../../../src/model/crossingGraph";
import { countCrossings, orderByCrossings } from "../../../src/model/orderCrossings";
import { orderDepthFirst } from "../../../src/model/depthFirst";
import { buildRandom } from "../helpers/estate";

interface Graph {
  readonly nodeCount: number;
  readonly links: readonly WeightedLink[];
}

const anyGraph: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 14 }).chain((nodeCount) => {
  const node = fc.nat(nodeCount - 1);
  // No ribbon is so thin that it would count as a hairline.
  const link = fc.record({ source: node, target: node, weight: fc.double({ min: 1, max: 200, noNaN: true }) });
  return fc.record({ nodeCount: fc.constant(nodeCount), links: fc.array(link, { maxLength: 40 }) });
});

function listNodes(nodeCount: number): number[] {
  return Array.from({ length: nodeCount }, (_, node) => node);
}

function linksOf(pairs: readonly (readonly [number, number])[]): WeightedLink[] {
  return pairs.map(([source, target]) => ({ source, target, weight: 1 }));
}

function completeGraph(nodeCount: number): WeightedLink[] {
  const nodes = listNodes(nodeCount);
  return linksOf(nodes.flatMap((a) => nodes.slice(a + 1).map((b) => [a, b] as const)));
}

/** Two chords cross if exactly one end of one lies between the ends of the other. */
function countPairs(order: readonly number[], links: readonly WeightedLink[]): number {
  const heaviest = Math.max(...links.filter(({ source, target }) => source !== target).map(({ weight }) => weight));
  const isBetween = (node: number, { source, target }: WeightedLink): boolean => {
    const [a, b] = [order.indexOf(source), order.indexOf(target)].sort((x, y) => x - y);
    return order.indexOf(node) > (a ?? 0) && order.indexOf(node) < (b ?? 0);
  };
  const isApart = (a: WeightedLink, b: WeightedLink): boolean =>
    new Set([a.source, a.target, b.source, b.target]).size === 4;
  return links
    .flatMap((a, index) => links.slice(index + 1).map((b) => ({ a, b })))
    .filter(({ a, b }) => isApart(a, b) && isBetween(b.source, a) !== isBetween(b.target, a))
    .reduce((sum, { a, b }) => sum + (a.weight / heaviest) * (b.weight / heaviest), 0);
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

describe("the crossings of an order", () => {
  it("are the pairs of ribbons that cross, each by the product of its widths", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, links }) => {
        const order = listNodes(nodeCount).reverse();
        const expected = countPairs(order, links);
        expect(Math.abs(countCrossings(order, links) - expected)).toBeLessThanOrEqual(expected * 0.02);
      }),
      { numRuns: 300 },
    );
  });

  it("are counted one by one where all ribbons are equal", () => {
    expect([4, 5, 6, 7].map((count) => countCrossings(listNodes(count), completeGraph(count)))).toEqual([1, 5, 15, 35]);
    const links = linksOf([
      [0, 2],
      [1, 3],
      [2, 2],
    ]);
    expect(countCrossings([0, 1, 2, 3], links)).toBe(1);
    expect(countCrossings([0, 2, 1, 3], links)).toBe(0);
  });

  it("take both directions for one ribbon", () => {
    const there = [
      { source: 0, target: 2, weight: 8 },
      { source: 1, target: 3, weight: 4 },
    ];
    expect(countCrossings([0, 1, 2, 3], there)).toBe(0.5);
    expect(countCrossings([0, 1, 2, 3], [...there, { source: 2, target: 0, weight: 8 }])).toBe(1);
  });

  it("count a hairline, as it is seen, and nothing that is not drawn", () => {
    const thick = { source: 0, target: 2, weight: 1e12 };
    const crossedBy = (weight: number): number =>
      countCrossings([0, 1, 2, 3], [thick, { source: 1, target: 3, weight }]);
    expect(crossedBy(1)).toBe(1 / 256);
    expect([0, -1, NaN, Infinity].map(crossedBy)).toEqual([0, 0, 0, 0]);
    const absent = [
      { source: 0, target: 7, weight: 1 },
      { source: -1, target: 11, weight: 1 },
    ];
    expect(countCrossings([0, 1, 3, 2], [{ ...thick, target: 3 }, ...absent])).toBe(0);
    expect(countCrossings([0, 1, 2, 3], [thick, ...absent])).toBe(0);
  });
});

describe("the order with few crossings", () => {
  it("has each node once and never more crossings than the given one", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, links }) => {
        const order = orderByCrossings(nodeCount, links);
        expect([...order].sort((a, b) => a - b)).toEqual(listNodes(nodeCount));
        expect(countCrossings(order, links)).toBeLessThanOrEqual(countCrossings(listNodes(nodeCount), links));
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the order of the links, nor on the unit of their weights", () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(40), ({ nodeCount, links }, turn) => {
        const turned = [...links.slice(turn), ...links.slice(0, turn)].reverse();
        const scaled = links.map((link) => ({ ...link, weight: link.weight * 2 ** 40 }));
        const order = orderByCrossings(nodeCount, links);
        expect(orderByCrossings(nodeCount, turned)).toEqual(order);
        expect(orderByCrossings(nodeCount, scaled)).toEqual(order);
      }),
      { numRuns: 100 },
    );
  });

  it("has no crossing in a forest, however its nodes are numbered", () => {
    const forest = fc.integer({ min: 1, max: 40 }).chain((count) =>
      fc.record({
        names: fc.shuffledSubarray(listNodes(count), { minLength: count }),
        // Each node hangs below one before it, some below none.
        parents: fc.array(fc.option(fc.nat(1e6)), { minLength: count, maxLength: count }),
        weights: fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: count, maxLength: count }),
      }),
    );
    fc.assert(
      fc.property(forest, ({ names, parents, weights }) => {
        const links = parents.flatMap((parent, node) => {
          if (node === 0 || parent === null) return [];
          return { source: names[node] ?? 0, target: names[parent % node] ?? 0, weight: weights[node] ?? 0 };
        });
        const depthFirst = orderDepthFirst(buildCrossingGraph(names.length, links));
        expect(countCrossings([...depthFirst], links)).toBe(0);
        expect(countCrossings(orderByCrossings(names.length, links), links)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it("has no crossing in a cycle, however its nodes are numbered", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 40 }), fc.nat(), (count, seed) => {
        const random = buildRandom(seed);
        const names = listNodes(count)
          .map((node) => ({ node, rank: random() }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ node }) => node);
        const links = linksOf(names.map((node, at) => [node, names[(at + 1) % count] ?? 0] as const));
        expect(countCrossings(orderByCrossings(count, links), links)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it("stays as it is where none is better", () => {
    [1, 2, 3, 4, 5, 6, 7, 12].forEach((count) => {
      expect(orderByCrossings(count, completeGraph(count))).toEqual(listNodes(count));
    });
    expect(orderByCrossings(5, [])).toEqual([0, 1, 2, 3, 4]);
    expect(orderByCrossings(0, [])).toEqual([]);
  });

  it("starts at the heaviest node and keeps the given way round", () => {
    const ring = linksOf(listNodes(6).map((node) => [node, (node + 1) % 6] as const));
    const heavy = [...ring, { source: 3, target: 4, weight: 1 }, { source: 2, target: 3, weight: 5 }];
    expect(orderByCrossings(6, heavy)).toEqual([3, 4, 5, 0, 1, 2]);
    const crossed = [0, 2, 1, 3].map((node, at, all) => [node, all[(at + 1) % 4] ?? 0] as const);
    expect(orderByCrossings(4, linksOf(crossed))).toEqual([0, 2, 1, 3]);
    // A link to itself makes no node heavier.
    expect(orderByCrossings(6, [...ring, { source: 4, target: 4, weight: 100 }])).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("is the best there is for few nodes", () => {
    const random = buildRandom(1);
    let optimal = 0;
    for (let round = 0; round < 200; round++) {
      const nodeCount = 5 + (round % 3);
      const links = Array.from({ length: nodeCount + Math.floor(random() * nodeCount) }, () => ({
        source: Math.floor(random() * nodeCount),
        target: Math.floor(random() * nodeCount),
        weight: 1 + Math.floor(random() * 8),
      }));
      const others = permutations(listNodes(nodeCount).slice(1)).map((rest) => [0, ...rest]);
      const least = Math.min(...others.map((order) => countCrossings(order, links)));
      if (countCrossings(orderByCrossings(nodeCount, links), links) === least) optimal++;
    }
    expect(optimal).toBeGreaterThanOrEqual(198);
  });

  it("puts together what belongs together among many nodes", () => {
    const random = buildRandom(5);
    const pickNode = (cluster: number): number => cluster + 8 * Math.floor(random() * 8);
    // Eight clusters whose members are numbered in turn: as given, nearly every pair of ribbons crosses.
    const links = Array.from({ length: 1000 }, (_, index) => ({
      source: pickNode(index % 8),
      target: pickNode(random() < 0.9 ? index % 8 : Math.floor(random() * 8)),
      weight: random() ** 4,
    }));
    const order = orderByCrossings(64, links);
    expect(countCrossings(order, links)).toBeLessThan(countCrossings(listNodes(64), links) / 8);
    const sides = order.filter((node, at) => node % 8 !== (order[(at + 1) % 64] ?? 0) % 8);
    expect(sides.length).toBeLessThanOrEqual(10);
  });

  it("goes by the heaviest 4,096 links", () => {
    const random = buildRandom(9);
    const links = Array.from({ length: 6000 }, (_, index) => ({
      source: Math.floor(random() * 90),
      target: Math.floor(random() * 90),
      weight: index + 1,
    })).filter(({ source, target }) => source !== target);
    const heaviest = links.slice(-4096);
    expect(orderByCrossings(90, links)).toEqual(orderByCrossings(90, heaviest));
    expect(countCrossings(listNodes(90), links)).toBe(countCrossings(listNodes(90), heaviest));
    expect(countCrossings(listNodes(90), links)).toBeGreaterThan(countCrossings(listNodes(90), heaviest.slice(1)));
  });
});
