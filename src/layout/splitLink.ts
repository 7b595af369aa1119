import type { DetailedLink } from "../model/types";
import { buildWeight } from "./buildWeight";
import type { PartShape } from "./types";

const weigh = buildWeight("linear", 1);

/** A link's parts as shares of its width in stacking order, from 0 to exactly 1; parts of nothing have no shape. */
export function splitLink(panel: number, { link, parts }: DetailedLink): PartShape[] {
  let total = 0;
  for (const { amount } of parts) total += weigh(amount);
  let before = 0;
  const shapes: PartShape[] = [];
  for (const part of parts) {
    const weight = weigh(part.amount);
    if (weight === 0) continue;
    const from = before / total;
    before += weight;
    const to = before / total;
    const litEnd = from + (to - from) * Math.min(weigh(part.highlighted) / weight, 1);
    shapes.push({ mark: { kind: "part", panel, link, part }, from, to, litEnd });
  }
  return shapes;
}
