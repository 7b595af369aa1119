import { select, type Selection } from "d3";
import type { BarButton, BarContent, Command, Icon } from "../layout/barContent";
import type { Palette } from "./palette";

/** The bar's element and what was drawn on it last. */
export interface Bar {
  readonly element: Selection<HTMLDivElement, unknown, null, undefined>;
  drawn: string;
}

/** The height in px of the line that crumbs and pages take; the modes come when pointer or focus is on the visual. */
export const barHeightPx = 28;

const parts = ["crumbs", "pages", "modes"] as const;

/** Adds the empty bar to an element, over what is drawn there; `run` is given what a pressed button says. */
export function buildBar(element: HTMLElement, run: (command: Command) => void): Bar {
  const bar = select(element).append("div").attr("class", "flow-chord-bar");
  for (const part of parts) bar.append("div").attr("class", `${part} is-empty`).attr("role", "group");
  bar.on("click", (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const pressed = button && select<Element, BarButton | undefined>(button).datum();
    if (pressed) run(pressed.command);
  });
  return { element: bar, drawn: "" };
}

/** Draws the bar; a button that has the focus and is still there keeps it. */
export function drawBar(bar: Bar, content: BarContent, { isHighContrast, ...palette }: Palette): void {
  const colors = {
    text: palette.text,
    muted: palette.muted,
    surface: palette.background,
    line: isHighContrast ? palette.text : palette.track,
    pressed: isHighContrast ? palette.text : palette.track,
    "on-pressed": isHighContrast ? palette.background : palette.text,
  };
  const now = JSON.stringify([content, colors]);
  if (now === bar.drawn) return;
  bar.drawn = now;
  for (const [name, color] of Object.entries(colors)) bar.element.style(`--bar-${name}`, color);
  bar.element.select(".pages").attr("data-text", content.pageText);
  for (const part of parts) drawGroups(bar, part, part === "modes" ? content.modes : [content[part]]);
}

/** Takes everything off the bar. */
export function clearBar(bar: Bar): void {
  if (bar.drawn === "") return;
  bar.drawn = "";
  for (const part of parts) drawGroups(bar, part, []);
}

function drawGroups({ element }: Bar, part: string, groups: readonly (readonly BarButton[])[]): void {
  element
    .select<HTMLDivElement>(`.${part}`)
    .classed("is-empty", !groups.some((group) => group.length > 0))
    .selectAll<HTMLSpanElement, readonly BarButton[]>("span.group")
    .data(groups)
    .join("span")
    .attr("class", "group")
    .selectAll<HTMLButtonElement, BarButton>("button")
    .data((group) => group)
    .join("button")
    .attr("type", "button")
    .attr("title", ({ text }) => text)
    .attr("aria-label", ({ text }) => text)
    .attr("aria-pressed", ({ isPressed }) => (isPressed === undefined ? null : String(isPressed)))
    .property("disabled", ({ isDisabled }) => isDisabled)
    .each(drawFace);
}

function drawFace(this: HTMLButtonElement, { icon, text }: BarButton): void {
  const face = select(this);
  if (icon === undefined) {
    face.text(text);
    return;
  }
  face
    .selectAll("svg")
    .data([icon])
    .join((enter) => {
      const picture = enter.append("svg").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true");
      picture.append("path");
      return picture;
    })
    .select("path")
    .attr("d", (shown) => icons[shown]);
}

/** Pictures of 16 × 16, drawn as lines. */
const icons: Readonly<Record<Icon, string>> = {
  chord: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12M3.2 5.2Q8 8 4.4 12.6M5 3.2Q8 8 13 5",
  matrix: "M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11",
  single: "M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10",
  action: "M4.6 5a3 3 0 1 1 0 6a3 3 0 1 1 0-6M11.4 5a3 3 0 1 1 0 6a3 3 0 1 1 0-6",
  rule: "M2.5 2.5h4.4v4.4h-4.4zM9.1 2.5h4.4v4.4h-4.4zM2.5 9.1h4.4v4.4h-4.4zM9.1 9.1h4.4v4.4h-4.4z",
  previous: "M10 3.5L5.5 8L10 12.5",
  next: "M6 3.5L10.5 8L6 12.5",
};
