import type { ReportFile } from "../settings.ts";
import { schemas } from "./schemas.ts";
import type { ReportPage } from "./visual.ts";
import { writeDrillThrough, writeFilters } from "./writeFilter.ts";
import { writeJson } from "./writeJson.ts";
import { writePhone, writeVisual } from "./writeVisual.ts";

/** The files of one page, below the folder of pages. */
export function writePage(page: ReportPage, folder: string): ReportFile[] {
  const own = `${folder}/${page.name}`;
  const visuals = page.visuals.flatMap((visual, index) => {
    const place = `${own}/visuals/${visual.name}`;
    const file = writeJson(`${place}/visual.json`, writeVisual(visual, page.name, index));
    return visual.phone === undefined
      ? [file]
      : [file, writeJson(`${place}/mobile.json`, writePhone(visual.phone, index))];
  });
  return [writeJson(`${own}/page.json`, writePageFile(page)), ...visuals];
}

function writePageFile(page: ReportPage): object {
  const { use } = page;
  const shared = {
    $schema: schemas.page,
    name: page.name,
    displayName: page.title,
    displayOption: use.kind === "tooltip" ? "ActualSize" : "FitToPage",
    width: page.width,
    height: page.height,
  };
  const filters = writeFilters(page.filters, page.name);
  switch (use.kind) {
    case "page":
      return { ...shared, ...(filters.length === 0 ? {} : { filterConfig: { filters } }) };
    case "tooltip":
      return {
        ...shared,
        type: "Tooltip",
        visibility: "HiddenInViewMode",
        pageBinding: { name: `${page.name}-binding`, type: "Tooltip" },
      };
    case "drillThrough": {
      const { filter, binding } = writeDrillThrough(use.field, page.name);
      return {
        ...shared,
        type: "Drillthrough",
        visibility: "HiddenInViewMode",
        filterConfig: { filters: [filter, ...filters] },
        pageBinding: binding,
      };
    }
  }
}
