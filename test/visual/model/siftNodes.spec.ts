import { buildCrossingGraph, type WeightedLink } from "../../../src/model/crossingGraph";
import { countCrossings, orderByCrossings } from "../../../src/model/orderCrossings";
import { siftNodes } from "../../../src/model/siftNodes";
import { buildRandom } from "../helpers/estate";

function listNodes(nodeCount: number): number[] {
  return Array.from({ length: nodeCount }, (_, node) => node);
}

function buildLinks(nodeCount: number, linkCount: number, random: () => number): WeightedLink[] {
  return Array.from({ length: linkCount }, () => ({
    source: Math.floor(random() * nodeCount),
    target: Math.floor(random() * nodeCount),
    weight: 1 + Math.floor(random() * 9),
  }));
}

function sift(order: readonly number[], links: readonly WeightedLink[], steps = 1e9): number[] {
  const sifted = Uint32Array.from(order);
  siftNodes(buildCrossingGraph(order.length, links), sifted, { steps });
  return [...sifted];
}

function shuffle(nodeCount: number, random: () => number): number[] {
  const ranked = listNodes(nodeCount).map((node) => ({ node, rank: random() }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ node }) => node);
}

describe("sifting", () => {
  it("ends where no node can move for the better", () => {
    const random = buildRandom(3);
    for (let round = 0; round < 100; round++) {
      const nodeCount = 4 + (round % 7);
      const links = buildLinks(nodeCount, 3 * nodeCount, random);
      const order = sift(listNodes(nodeCount), links);
      const moved = order.flatMap((node) => {
        const others = order.filter((other) => other !== node);
        return others.map((_, place) => [...others.slice(0, place), node, ...others.slice(place)]);
      });
      const least = Math.min(...moved.map((other) => countCrossings(other, links)));
      expect(countCrossings(order, links)).toBe(least);
    }
  });

  it("again and again finds what many starts by chance find", () => {
    const random = buildRandom(4);
    let [found, expected] = [0, 0];
    for (let round = 0; round < 12; round++) {
      const links = buildLinks(24, 60, random);
      const starts = Array.from({ length: 30 }, () => sift(shuffle(24, random), links));
      expected += Math.min(...starts.map((order) => countCrossings(order, links)));
      found += countCrossings(orderByCrossings(24, links), links);
    }
    expect(found).toBeLessThanOrEqual(expected * 1.01);
  });

  it("ends when its budget is spent", () => {
    const nodes = buildCrossingGraph(20, buildLinks(20, 200, buildRandom(5)));
    const costOf = (steps: number): number => {
      const budget = { steps };
      siftNodes(nodes, Uint32Array.from(listNodes(20)), budget);
      return steps - budget.steps;
    };
    const walk = costOf(1);
    expect(walk).toBeGreaterThan(0);
    expect(costOf(0)).toBe(0);
    expect(costOf(5 * walk)).toBe(5 * walk);
    expect(costOf(5 * walk + 1)).toBe(6 * walk);
    expect(costOf(1e9)).toBeLessThan(1e7);
  });
});
