import type { PreviewFigures, Talk } from "../../payload.ts";
import type { Fields } from "../data/fields.ts";
import type { Words } from "../text/words.ts";
import { create } from "../widgets/element.ts";

/** The data in one or two sentences. */
export function tellTalks(
  { rows, denied, hosts, busiest, mostDenied }: PreviewFigures,
  { say, count }: Words,
): string[] {
  if (busiest === undefined) return [say("ledeEmpty")];
  const lede = say("lede", count(hosts), count(rows), nameOf(busiest), count(busiest.flows));
  if (mostDenied === undefined) return [lede];
  return [lede, say("ledeDenied", nameOf(mostDenied), count(mostDenied.flows), count(denied))];
}

function nameOf({ source, destination }: Talk): string {
  return `${source} \u2192 ${destination}`;
}

/** What the page says of the data where it does not hold all of them. */
export function tellLimits({ level, leftOut, rows }: PreviewFigures, { say, count }: Words): string[] {
  const coarse = ([undefined, "coarse_1", "coarse_2", "coarse_3"] as const)[level];
  return [
    ...(coarse === undefined ? [] : [say(coarse)]),
    ...(leftOut.flows > 0 ? [say("leftOut", count(leftOut.flows), count(rows))] : []),
  ];
}

/** The figures of all rows, filtered or not. */
export function listFigures(figures: PreviewFigures, { categories }: Fields, words: Words): HTMLElement[] {
  const { rows, allowed, denied, measuredRows, bytes, hosts, pairs, isFull } = figures;
  const { say, count } = words;
  const bounded = (value: number): string => (isFull ? say("atLeast", count(value)) : count(value));
  const times = (categories.get("Hour")?.texts ?? []).filter((text) => text !== "");
  const [first = "", last = ""] = [times[0], times.at(-1)];
  return [
    buildFigure("flows", say("flows"), count(rows), say("flowsNote", count(allowed), count(denied))),
    buildFigure("denied", say("denied"), words.percent(denied, rows), say("deniedNote")),
    buildFigure(
      "bytes",
      say("bytes"),
      measuredRows === 0 ? say("none") : words.bytes(bytes),
      say("bytesNote", count(measuredRows), count(rows)),
    ),
    buildFigure("hosts", say("hosts"), bounded(hosts), say("hostsNote", bounded(pairs))),
    buildFigure("period", say("period"), first === "" ? say("none") : words.period(first, last), ""),
  ];
}

function buildFigure(name: string, label: string, value: string, note: string): HTMLElement {
  return create(
    "div",
    { class: `figure ${name}` },
    create("dt", {}, label),
    create("dd", { class: "value" }, value),
    ...(note === "" ? [] : [create("dd", { class: "note" }, note)]),
  );
}
