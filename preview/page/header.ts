import type { PreviewFigures } from "../payload.ts";
import { create } from "./element.ts";
import type { Words } from "./texts.ts";

/** The header in words and figures. It is written anew for each language. */
export function buildHeader(figures: PreviewFigures, words: Words): HTMLElement {
  const { rows, denied, hosts, pairs } = figures;
  const lede =
    rows === 0 ? words.say("ledeEmpty") : words.say("lede", ...[hosts, pairs, rows, denied].map((n) => words.count(n)));
  return create(
    "header",
    {},
    create("p", { class: "brand" }, "Flow Chord"),
    create("h1", {}, words.say("title")),
    create("p", { class: "lede" }, lede),
    create("dl", { class: "figures", "aria-label": words.say("figures") }, ...listFigures(figures, words)),
  );
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
