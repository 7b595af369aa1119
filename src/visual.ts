import type powerbi from "powerbi-visuals-api";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import { loadMore } from "./dataview/loadMore";
import { readView, type EmptyView, type ReadyView } from "./dataview/readView";
import { describeMeasures } from "./dataview/tooltipMeasures";
import { bindContextMenu } from "./interact/contextMenu";
import { bindKeyboard } from "./interact/keyboard";
import { bindSelection, type SelectionControl } from "./interact/selection";
import { bindTooltip } from "./interact/tooltip";
import { bindTracing } from "./interact/tracing";
import { belongsTo, buildMarkRows, listLargest, type Rows } from "./layout/markRows";
import type { Mark, MeasureText } from "./layout/types";
import { buildModel } from "./model/buildModel";
import type { ChordModel, LoadState } from "./model/types";
import { drawChart, type ChartWords } from "./render/drawChart";
import { drawMessage, type Message } from "./render/drawMessage";
import { buildMeasureText, type Font } from "./render/measureText";
import { buildPalette, type Palette } from "./render/palette";
import { buildScene, clearScene, resizeScene, type Scene } from "./render/scene";
import { readOptions, type ChordOptions } from "./settings/readOptions";
import { readSettings } from "./settings/readSettings";
import { Settings } from "./settings/settings";
import { describeMark, nameMark, slotLabel, type MarkFacts } from "./text/markText";
import { buildNotes, buildSummary, findEmptyKey } from "./text/summary";
import "../style/visual.less";

type Host = powerbi.extensibility.visual.IVisualHost;
type SelectionId = powerbi.extensibility.ISelectionId;
type VisualUpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

/** The bit of an update's type that says that the data view is new. */
const dataUpdate = 2;

/** A report page as tooltip is filtered by the rows of a mark, by the largest ones where there are more. */
const tooltipRowLimit = 500;
const messageSizePx = 13;

/** Ids in a document must differ between the visuals of a page. */
let instanceCount = 0;

/** What is on the canvas, and what it was made of. */
interface Drawn {
  readonly view: ReadyView;
  readonly options: ChordOptions;
  readonly model: ChordModel;
  readonly facts: MarkFacts;
  readonly rowsOf: (mark: Mark) => Rows;
}

/** What is drawn on: the size in px, the colours and the author's choices. */
interface Canvas {
  readonly options: ChordOptions;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
}

/** The Flow Chord visual: runs dataView → model → layout → render → interact, and tells the host when it is done. */
export class Visual implements powerbi.extensibility.visual.IVisual {
  private readonly host: Host;
  private readonly scene: Scene;
  private readonly canvas: HTMLCanvasElement;
  private readonly strings: powerbi.extensibility.ILocalizationManager;
  private readonly formatting: FormattingSettingsService;
  private readonly selection: SelectionControl;
  private readonly idPrefix = `flow-chord-${instanceCount++}`;
  private settings = new Settings();
  private view: ReadyView | EmptyView | undefined;
  private loadState: LoadState = "complete";
  private drawn: Drawn | undefined;

  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions) {
    if (options === undefined) throw new Error("the host gave no options to build the visual with");
    this.host = options.host;
    this.canvas = options.element.ownerDocument.createElement("canvas");
    this.strings = this.host.createLocalizationManager();
    this.formatting = new FormattingSettingsService(this.strings);
    this.scene = buildScene(options.element);
    this.selection = this.bindInteraction();
  }

  /** Draws whatever the host gives; ends in exactly one terminal rendering event, also where drawing fails. */
  update(options: VisualUpdateOptions): void {
    this.host.eventService.renderingStarted(options);
    const failure = findFailure(() => {
      this.draw(options);
    });
    if (failure === undefined) this.host.eventService.renderingFinished(options);
    else {
      findFailure(() => {
        this.drawFailure(options);
      });
      this.host.eventService.renderingFailed(options, failure);
    }
  }

  getFormattingModel(): powerbi.visuals.FormattingModel {
    return this.formatting.buildFormattingModel(this.settings);
  }

  destroy(): void {
    this.drawn = undefined;
    this.scene.svg.remove();
  }

  private draw({ dataViews, type, viewport }: VisualUpdateOptions): void {
    const dataView = listed(dataViews)[0];
    this.settings = readSettings(this.formatting, dataView);
    const options = readOptions(this.settings);
    const { color } = this.settings.labels;
    if (options.labelColor === "") color.value = { value: this.host.colorPalette.foreground.value };
    if (this.view === undefined || (type & dataUpdate) !== 0) {
      this.view = readView(dataView, this.host, this.strings);
      this.loadState = loadMore(dataView, this.host);
    }
    const { width, height } = resizeScene(this.scene, viewport.width, viewport.height);
    const palette = this.readPalette(options);
    if (this.view.kind === "ready") this.drawReady(this.view, { options, palette, width, height });
    else this.drawEmpty(this.view, { options, palette, width, height });
  }

  private drawReady(view: ReadyView, canvas: Canvas): void {
    const { options } = canvas;
    const model = this.readModel(view, options);
    const facts: MarkFacts = { model, unit: view.unit, texts: view.texts };
    this.drawn = { view, options, facts, model, rowsOf: buildMarkRows(model, view.table) };
    const emptyKey = findEmptyKey(model, view.table);
    if (emptyKey !== undefined) {
      const count = view.texts.count(view.table.rowCount);
      this.drawSentence({ title: "", text: view.texts.say(emptyKey, count) }, canvas);
      return;
    }
    this.scene.message.selectChildren().remove();
    const words = this.buildWords(this.drawn);
    const measureWith = (font: Font): MeasureText => buildMeasureText(this.canvas, font);
    drawChart(this.scene, { ...canvas, model, words, measureWith, idPrefix: this.idPrefix });
    this.scene.svg.attr("aria-label", [view.texts.say("name_chart"), ...words.lines].join(". "));
    this.selection.show();
  }

  private drawEmpty({ titleKey, textKey, texts }: EmptyView, canvas: Canvas): void {
    this.drawn = undefined;
    this.drawSentence({ title: titleKey === "" ? "" : texts.say(titleKey), text: texts.say(textKey) }, canvas);
  }

  private drawSentence(message: Message, { options, palette, width, height }: Canvas): void {
    clearScene(this.scene);
    const measure = buildMeasureText(this.canvas, { ...options.labelFont, sizePx: messageSizePx, isBold: false });
    drawMessage(this.scene.message, message, { width, height, measure }, palette);
    this.scene.svg.attr("aria-label", message.text).classed("is-selecting is-tracing", false);
  }

  /** Says that drawing failed, on an empty canvas, with the default settings. */
  private drawFailure({ viewport }: VisualUpdateOptions): void {
    this.drawn = undefined;
    this.view = undefined;
    clearScene(this.scene);
    const options = readOptions(new Settings());
    const { width, height } = resizeScene(this.scene, viewport.width, viewport.height);
    const text = this.strings.getDisplayName("message_failed");
    this.drawSentence({ title: "", text }, { options, palette: this.readPalette(options), width, height });
  }

  /** The model stays as it is until the rows or the folding change: a new size or colour does not build it again. */
  private readModel(view: ReadyView, options: ChordOptions): ChordModel {
    const { drawn } = this;
    const isSame =
      drawn?.view === view &&
      drawn.options.endpointCount === options.endpointCount &&
      drawn.options.showOthers === options.showOthers;
    return isSame ? drawn.model : buildModel(view.table, options);
  }

  private readPalette(options: ChordOptions): Palette {
    const { colorPalette } = this.host;
    const { isHighContrast } = colorPalette;
    const [foreground, background] = [colorPalette.foreground.value, colorPalette.background.value];
    this.scene.svg.style("color", foreground).style("background", isHighContrast ? background : "transparent");
    const colorOf = (text: string): string => this.host.colorPalette.getColor(text).value;
    return buildPalette({ foreground, background, isHighContrast, colorOf }, options);
  }

  private buildWords({ view, options, facts, model }: Drawn): ChartWords {
    const { texts, table, unit } = view;
    const notes = buildNotes(model, table, this.loadState, texts);
    const summary = options.showSummary ? [buildSummary(model, table, unit, texts)] : [];
    return {
      labelOf: (slot) => slotLabel(facts, slot),
      nameOf: (mark) => nameMark(facts, mark),
      legendText: ({ text }) => text || texts.say("blank"),
      bandTexts: { outgoing: texts.say("legend_sends"), incoming: texts.say("legend_receives") },
      moreText: (count) => texts.say("legend_more", texts.count(count)),
      lines: notes === "" ? summary : [...summary, notes],
    };
  }

  private bindInteraction(): SelectionControl {
    const svg = this.scene.svg.node();
    if (svg === null) throw new Error("the svg was not added to the page");
    const manager = this.host.createSelectionManager();
    const isAllowed = (): boolean => this.host.hostCapabilities.allowInteractions !== false;
    const rowsOf = (mark: Mark): Rows => this.drawn?.rowsOf(mark) ?? [];
    const idsOf = (mark: Mark, limit: number): SelectionId[] => {
      const { view } = this.drawn ?? {};
      return view === undefined ? [] : listLargest(rowsOf(mark), view.table.values, limit).map(view.ids.idOf);
    };
    const selection = bindSelection(svg, manager, {
      rowsOf,
      idOf: (row) => this.drawn?.view.ids.idOf(row) ?? {},
      findRows: (ids) => this.drawn?.view.ids.findRows(ids) ?? new Set(),
      isAllowed,
    });
    bindKeyboard(svg, selection.toggle);
    bindContextMenu(svg, manager, { idOf: (mark) => idsOf(mark, 1)[0], isAllowed });
    bindTracing(svg, (entry, part) => this.drawn !== undefined && belongsTo(this.drawn.model, entry, part));
    bindTooltip(svg, this.host.tooltipService, {
      factsOf: (mark) => this.describe(mark),
      idsOf: (mark) => idsOf(mark, tooltipRowLimit),
    });
    return selection;
  }

  private describe(mark: Mark): powerbi.extensibility.VisualTooltipDataItem[] {
    if (this.drawn === undefined) return [];
    const { view, facts, rowsOf } = this.drawn;
    const described = describeMark(facts, mark);
    return described.length === 0 ? [] : [...described, ...describeMeasures(view.columns, rowsOf(mark), view.texts)];
  }
}

/** Does something and gives the message of the error that it ended in, if it did. */
function findFailure(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A host may leave out the data views, against its own types. */
function listed<T>(items: readonly T[] | undefined): readonly T[] {
  return items ?? [];
}
