import type { PreviewFigures, Talk } from "../payload.ts";
import { create } from "./element.ts";
import type { Words } from "./texts.ts";

/** The header in words and figures. It is written anew for each language. */
export function buildHeader(figures: PreviewFigures, words: Words): HTMLElement {
  return create(
    "header",
    {},
    create("p", { class: "brand" }, "Flow Chord"),
    create("h1", {}, words.say("title")),
    create("p", { class: "lede" }, tellTalks(figures, words).join(" ")),
    create("dl", { class: "figures", "aria-label": words.say("figures") }, ...listFigures(figures, words)),
  );
}

function tellTalks({ rows, denied, hosts, busiest, mostDenied }: PreviewFigures, words: Words): string[] {
  const { say, count } = words;
  if (busiest === undefined) return [say("ledeEmpty")];
  const lede = say("lede", count(hosts), count(rows), nameOf(busiest), count(busiest.flows));
  if (mostDenied === undefined) return [lede];
  return [lede, say("ledeDenied", nameOf(mostDenied), count(mostDenied.flows), count(denied))];
}

function nameOf({ source, destination }: Talk): string {
  return `${source} \u2192 ${destination}`;
}

function listFigures(figures: PreviewFigures, words: Words): HTMLElement[] {
  const { rows, allowed, denied, measuredRows, bytes, hosts, pairs, minTimeMs, maxTimeMs } = figures;
  const { say, count } = words;
  const period = minTimeMs === undefined || maxTimeMs === undefined ? say("none") : words.period(minTimeMs, maxTimeMs);
  return [
    buildFigure("flows", say("flows"), count(rows), say("flowsNote", count(allowed), count(denied))),
    buildFigure("denied", say("denied"), words.percent(denied, rows), say("deniedNote")),
    buildFigure(
      "bytes",
      say("bytes"),
      measuredRows === 0 ? say("none") : words.bytes(bytes),
      say("bytesNote", count(measuredRows), count(rows)),
    ),
    buildFigure("hosts", say("hosts"), count(hosts), say("hostsNote", count(pairs))),
    buildFigure("period", say("period"), period, ""),
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
