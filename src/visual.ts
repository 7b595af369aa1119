import type powerbi from "powerbi-visuals-api";
import "../style/visual.less";

type VisualUpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

/** The Flow Chord visual. */
export class Visual implements powerbi.extensibility.visual.IVisual {
  private readonly host: powerbi.extensibility.visual.IVisualHost;
  private readonly element: HTMLElement;

  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions) {
    if (options === undefined) throw new Error("no options");
    this.host = options.host;
    this.element = options.element;
    this.host.createLocalizationManager();
    const selection = this.host.createSelectionManager();
    this.element.addEventListener("contextmenu", (event) => {
      void selection.showContextMenu({}, { x: event.clientX, y: event.clientY });
    });
  }

  getFormattingModel(): powerbi.visuals.FormattingModel {
    return { cards: [] };
  }

  update(options: VisualUpdateOptions): void {
    this.host.eventService.renderingStarted(options);
    const rows = options.dataViews[0]?.categorical?.categories?.[0]?.values.length ?? 0;
    const contrast = this.host.colorPalette.isHighContrast || this.host.hostCapabilities.allowInteractions;
    this.element.textContent = `${String(rows)} rows${contrast ? "." : ""}`;
    if (this.host.tooltipService.enabled()) this.element.title = "flow chord";
    this.host.eventService.renderingFinished(options);
  }
}
