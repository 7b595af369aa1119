import type powerbi from "powerbi-visuals-api";
import { create } from "../widgets/element.ts";
import { placeBeside, type PagePoint } from "../widgets/floating.ts";

/** Turns a point of the visual's own document into one of the page. */
export type ToPage = (coordinates: readonly number[]) => PagePoint;

/** The host's tooltip: a small card beside the pointer. It is part of the page, as in Power BI. */
export function createTooltip(parent: HTMLElement, toPage: ToPage): powerbi.extensibility.ITooltipService {
  const card = create("div", { class: "tooltip", role: "tooltip", hidden: "" });
  parent.append(card);
  return {
    enabled: () => true,
    show: ({ coordinates, dataItems }) => {
      card.replaceChildren(...buildContent(dataItems));
      card.hidden = dataItems.length === 0;
      placeBeside(card, toPage(coordinates));
    },
    move: ({ coordinates, dataItems }) => {
      if (dataItems) card.replaceChildren(...buildContent(dataItems));
      placeBeside(card, toPage(coordinates));
    },
    hide: () => {
      card.hidden = true;
    },
  };
}

function buildContent(items: readonly powerbi.extensibility.VisualTooltipDataItem[]): HTMLElement[] {
  const header = items.find((item) => item.header !== undefined && item.header !== "")?.header;
  const rows = items.map(({ displayName, value, color }) => {
    const swatch = create("span", { class: "swatch" });
    if (color !== undefined && color !== "") swatch.style.background = color;
    return create("div", {}, create("dt", {}, swatch, displayName), create("dd", {}, value));
  });
  const list = create("dl", {}, ...rows);
  return header === undefined ? [list] : [create("strong", {}, header), list];
}
