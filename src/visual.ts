import type powerbi from "powerbi-visuals-api";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import { followData, isDataUpdate, type FollowedData } from "./dataview/followData";
import { createViewKeeper, type ViewKeeper } from "./interact/keepView";
import type { Command } from "./layout/barContent";
import type { PickedColors } from "./model/colors";
import { listColorEntries } from "./render/colorEntries";
import { createOnObject, type OnObject } from "./onObject/onObject";
import { createSettingsReader, type ReadSettings } from "./settings/readSettings";
import { showThemeColors } from "./settings/themeColors";
import { addColorPickers, readValueColors } from "./settings/valueColors";
import { writeChoice } from "./settings/viewState";
import { Surface, type SurfaceInput } from "./surface";
import { findFailure, listed } from "./tolerance";
import { warnIncomplete } from "./warnIncomplete";
import "../style/visual.less";

type Host = powerbi.extensibility.visual.IVisualHost;

/** The Flow Chord visual: runs dataView → model → layout → render → interact, and tells the host when it is done. */
export class Visual implements powerbi.extensibility.visual.IVisual {
  readonly visualOnObjectFormatting: OnObject;
  private readonly host: Host;
  private readonly surface: Surface;
  private readonly formatting: FormattingSettingsService;
  private readonly keeper: ViewKeeper;
  private readonly settingsOf: ReturnType<typeof createSettingsReader>;
  private read: ReadSettings;
  private picked: PickedColors | undefined;
  private viewport: powerbi.IViewport = { width: 0, height: 0 };
  private data: FollowedData | undefined;

  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions) {
    if (options === undefined) throw new Error("the host gave no options to build the visual with");
    this.host = options.host;
    const strings = this.host.createLocalizationManager();
    this.formatting = new FormattingSettingsService(strings);
    this.settingsOf = createSettingsReader(this.formatting);
    this.read = this.settingsOf({ dataView: undefined, theme: [] });
    this.keeper = createViewKeeper(this.host, writeChoice);
    const run = (command: Command): void => {
      this.run(command);
    };
    const isFormatting = (): boolean => this.visualOnObjectFormatting.isFormatting();
    this.surface = new Surface(options.element, { host: this.host, strings, run, isFormatting });
    this.visualOnObjectFormatting = createOnObject({
      host: this.host,
      frame: this.surface.frame,
      cards: () => this.getFormattingModel().cards as powerbi.visuals.FormattingCard[],
      say: this.surface.plainTexts.say,
    });
  }

  /** Draws whatever the host gives; ends in exactly one terminal rendering event, also where drawing fails. */
  update(options: powerbi.extensibility.visual.VisualUpdateOptions): void {
    this.host.eventService.renderingStarted(options);
    const failure = findFailure(() => {
      this.take(options);
      this.draw();
    });
    if (failure === undefined) this.host.eventService.renderingFinished(options);
    else {
      findFailure(this.drawFailure.bind(this));
      this.host.eventService.renderingFailed(options, failure);
    }
  }

  getFormattingModel(): powerbi.visuals.FormattingModel {
    const { read } = this;
    const { drawn, palette, plainTexts } = this.surface;
    const isShown = drawn !== undefined && palette !== undefined;
    const blank = plainTexts.say("blank");
    const entries = isShown ? listColorEntries(palette, drawn.model, read.options.colorBy, blank) : [];
    addColorPickers(read.settings.colors, entries);
    return this.formatting.buildFormattingModel(read.settings);
  }

  destroy(): void {
    this.surface.remove();
  }

  /** Takes in what is new: the settings, and the rows if the update has new ones. */
  private take(update: powerbi.extensibility.visual.VisualUpdateOptions): void {
    const dataView = listed(update.dataViews)[0];
    const before = this.data;
    this.viewport = update.viewport;
    this.visualOnObjectFormatting.follow(update);
    // A host may leave out the data view where only the size is new.
    if (dataView !== undefined || before === undefined || isDataUpdate(update.type)) {
      const { isHighContrast, foreground, background } = this.host.colorPalette;
      this.read = this.settingsOf({ dataView, theme: [isHighContrast, foreground, background] });
      this.picked = readValueColors(dataView);
    }
    const { cell, say } = this.surface.plainTexts;
    this.data = followData(before, { dataView, type: update.type, operationKind: update.operationKind }, this.host, {
      cellText: cell,
      blank: say("blank"),
      createBuilder: () => this.host.createSelectionIdBuilder(),
    });
    if (this.data !== before) warnIncomplete(this.host, this.data, this.surface.plainTexts);
  }

  /** Draws what was read last, with the choices that hold now. */
  private draw(): void {
    if (this.data === undefined) return;
    this.surface.draw({ data: this.data, ...this.readCanvas() });
    this.visualOnObjectFormatting.show();
  }

  private readCanvas(): Omit<SurfaceInput, "data"> {
    const told = this.read.options;
    const choice = this.keeper.follow({ view: told.view, split: told.split, ...told.state });
    const options = { ...told, ...choice };
    const palette = this.surface.readPalette(options, this.picked);
    showThemeColors(this.read.settings, palette);
    return { options, palette, viewport: this.viewport };
  }

  /** Does what a button says, and draws it at once; the host is told to keep it. */
  private run(command: Command): void {
    this.keeper.change(command);
    const failure = findFailure(this.draw.bind(this));
    if (failure !== undefined) this.drawFailure();
  }

  /** The pane stays as it is, so that what it says can be changed. */
  private drawFailure(): void {
    this.data = undefined;
    this.surface.drawFailure(this.readCanvas());
  }
}
