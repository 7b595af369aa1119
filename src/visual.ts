import type powerbi from "powerbi-visuals-api";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import { bindInteraction } from "./bindInteraction";
import { buildWords } from "./chartWords";
import { buildControls, toModelOptions, type Canvas } from "./controls";
import { followData, isDataUpdate, type FollowedData } from "./dataview/followData";
import type { EmptyView, ReadyView } from "./dataview/readView";
import { buildDrawn, type Drawn } from "./drawn";
import { findFailure, listed } from "./tolerance";
import { createPaletteReader } from "./hostColors";
import { createViewKeeper, type ViewKeeper } from "./interact/keepView";
import type { SelectionControl } from "./interact/selection";
import { keepFocus } from "./keepFocus";
import { listCrumbs, type Command } from "./layout/barContent";
import type { PickedColors } from "./model/colors";
import { keepLatest } from "./model/keepLatest";
import { listColorEntries } from "./render/colorEntries";
import { barHeightPx, buildBar, clearBar, drawBar, type Bar } from "./render/drawBar";
import { drawChart } from "./render/drawChart";
import type { Message } from "./render/drawMessage";
import { drawSentence } from "./render/drawSentence";
import { buildFrame } from "./render/frame";
import { buildMeasureText } from "./render/measureText";
import { nameMarks } from "./render/nameMarks";
import { createOnObject, type OnObject } from "./onObject/onObject";
import type { Palette } from "./render/palette";
import { buildScene, colorScene, resizeScene, type Scene } from "./render/scene";
import type { ChordOptions } from "./settings/readOptions";
import { createSettingsReader, type ReadSettings } from "./settings/readSettings";
import { showThemeColors } from "./settings/themeColors";
import { addColorPickers, readValueColors } from "./settings/valueColors";
import { writeChoice } from "./settings/viewState";
import { findEmptyKey } from "./text/notes";
import { buildTexts, type Texts, type TextsOptions } from "./text/texts";
import { warnIncomplete } from "./warnIncomplete";
import "../style/visual.less";

type Host = powerbi.extensibility.visual.IVisualHost;
type Measure = Pick<TextsOptions, "measureName" | "measureFormat" | "units">;

/** Ids in a document must differ between the visuals of a page. */
let instanceCount = 0;

/** The Flow Chord visual: runs dataView → model → layout → render → interact, and tells the host when it is done. */
export class Visual implements powerbi.extensibility.visual.IVisual {
  readonly visualOnObjectFormatting: OnObject;
  private readonly host: Host;
  private readonly frame: HTMLElement;
  private readonly scene: Scene;
  private readonly bar: Bar;
  private readonly canvas: HTMLCanvasElement;
  private readonly strings: powerbi.extensibility.ILocalizationManager;
  private readonly formatting: FormattingSettingsService;
  private readonly selection: SelectionControl;
  private readonly keeper: ViewKeeper;
  private readonly idPrefix = `flow-chord-${instanceCount++}`;
  private readonly textsOf: (measure: Measure) => Texts;
  private readonly plainTexts: Texts;
  private readonly paletteOf: ReturnType<typeof createPaletteReader>;
  private readonly settingsOf: ReturnType<typeof createSettingsReader>;
  private read: ReadSettings;
  private picked: PickedColors | undefined;
  private palette: Palette | undefined;
  private viewport: powerbi.IViewport = { width: 0, height: 0 };
  private data: FollowedData | undefined;
  private drawn: Drawn | undefined;
  private naming: number | undefined;

  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions) {
    if (options === undefined) throw new Error("the host gave no options to build the visual with");
    this.host = options.host;
    this.canvas = options.element.ownerDocument.createElement("canvas");
    this.strings = this.host.createLocalizationManager();
    this.formatting = new FormattingSettingsService(this.strings);
    this.textsOf = keepLatest((measure) => {
      return buildTexts({ strings: this.strings, locale: this.host.locale, ...measure });
    });
    this.settingsOf = createSettingsReader(this.formatting);
    this.read = this.settingsOf({ dataView: undefined, theme: [] });
    this.plainTexts = this.textsOf({ measureName: undefined, measureFormat: undefined, units: "none" });
    this.paletteOf = createPaletteReader(this.host);
    this.frame = buildFrame(options.element);
    this.scene = buildScene(this.frame);
    const run = (command: Command): void => {
      this.run(command);
    };
    this.bar = buildBar(this.frame, run);
    this.keeper = createViewKeeper(this.host, writeChoice);
    const svg = this.scene.svg.node();
    if (svg === null) throw new Error("the svg was not added to the page");
    this.visualOnObjectFormatting = createOnObject({
      host: this.host,
      frame: this.frame,
      cards: () => this.getFormattingModel().cards as powerbi.visuals.FormattingCard[],
      say: this.plainTexts.say,
    });
    this.selection = bindInteraction(svg, {
      host: this.host,
      isFormatting: this.visualOnObjectFormatting.isFormatting,
      drawn: () => this.drawn,
      expand: (expanded) => {
        run({ expanded, page: 0 });
      },
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
    const { drawn, palette, read } = this;
    const isShown = drawn !== undefined && palette !== undefined;
    const blank = this.plainTexts.say("blank");
    const entries = isShown ? listColorEntries(palette, drawn.model, read.options.colorBy, blank) : [];
    addColorPickers(read.settings.colors, entries);
    return this.formatting.buildFormattingModel(read.settings);
  }

  destroy(): void {
    clearTimeout(this.naming);
    this.drawn = undefined;
    this.frame.remove();
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
    const { cell, say } = this.plainTexts;
    this.data = followData(before, { dataView, type: update.type, operationKind: update.operationKind }, this.host, {
      cellText: cell,
      blank: say("blank"),
      createBuilder: () => this.host.createSelectionIdBuilder(),
    });
    if (this.data !== before) warnIncomplete(this.host, this.data, this.plainTexts);
  }

  /** Draws what was read last, with the choices that hold now. */
  private draw(): void {
    if (this.data === undefined) return;
    clearTimeout(this.naming);
    const canvas = this.readCanvas();
    const { view } = this.data;
    const drawn = (): Drawn | undefined => this.drawn;
    keepFocus(this.frame, drawn, () => {
      if (view.kind === "empty") this.drawEmpty(view, canvas);
      else this.drawReady(view, canvas);
    });
    this.visualOnObjectFormatting.show();
  }

  private readCanvas(): Canvas {
    const told = this.read.options;
    const choice = this.keeper.follow({ view: told.view, split: told.split, ...told.state });
    const options = { ...told, ...choice };
    const palette = this.readPalette(options);
    showThemeColors(this.read.settings, palette);
    return { options, palette, ...resizeScene(this.scene, this.viewport.width, this.viewport.height) };
  }

  private drawReady(view: ReadyView, canvas: Canvas): void {
    const { options } = canvas;
    const model = view.buildModel(toModelOptions(options));
    const { displayName, format } = view.columns.value?.source ?? {};
    const texts = this.textsOf({ measureName: displayName, measureFormat: format, units: options.units });
    this.drawn = buildDrawn(view, model, texts, options.expanded);
    const crumbs = listCrumbs(model, options.expanded, texts.say);
    const emptyKey = findEmptyKey(model, view.table);
    if (emptyKey !== undefined) {
      this.drawSentence({ title: "", text: texts.say(emptyKey, texts.count(view.table.rowCount)) }, canvas);
      drawBar(this.bar, { crumbs, pages: [], pageText: "", modes: [] }, canvas.palette);
      return;
    }
    this.scene.message.selectChildren().remove();
    const words = buildWords(this.drawn, this.data?.loadState ?? "complete", options.showSummary);
    const layout = drawChart(this.scene, {
      ...canvas,
      model,
      words,
      topPx: crumbs.length > 0 ? barHeightPx : 0,
      pagerPx: barHeightPx,
      page: options.page,
      measureWith: (font) => buildMeasureText(this.canvas, font),
      idPrefix: this.idPrefix,
    });
    const isAllowed = this.host.hostCapabilities.allowInteractions !== false;
    drawBar(this.bar, buildControls(this.drawn, layout, { ...canvas, crumbs, isAllowed }), canvas.palette);
    // What was traced under a resting pointer may be something else now.
    this.scene.svg
      .attr("aria-label", [texts.say("name_chart"), ...words.lines].join(". "))
      .classed("is-tracing", false);
    this.selection.show();
    this.naming = window.setTimeout(() => {
      nameMarks(this.scene, words);
    });
  }

  /** Does what a button says, and draws it at once; the host is told to keep it. */
  private run(command: Command): void {
    this.keeper.change(command);
    const failure = findFailure(this.draw.bind(this));
    if (failure !== undefined) this.drawFailure();
  }

  private drawEmpty({ titleKey, textKey }: EmptyView, canvas: Canvas): void {
    this.drawn = undefined;
    const { say } = this.plainTexts;
    this.drawSentence({ title: titleKey === "" ? "" : say(titleKey), text: say(textKey) }, canvas);
  }

  private drawSentence(message: Message, canvas: Canvas): void {
    clearBar(this.bar);
    drawSentence(this.scene, message, { ...canvas, canvas: this.canvas });
  }

  /** Says that drawing failed, on an empty canvas; the pane stays as it is, so that what it says can be changed. */
  private drawFailure(): void {
    this.drawn = undefined;
    this.data = undefined;
    this.drawSentence({ title: "", text: this.plainTexts.say("message_failed") }, this.readCanvas());
  }

  private readPalette(options: ChordOptions): Palette {
    const palette = this.paletteOf(options, this.picked);
    if (palette !== this.palette) colorScene(this.scene, palette);
    return (this.palette = palette);
  }
}
