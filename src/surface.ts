import type powerbi from "powerbi-visuals-api";
import { buildAssist, type Assist } from "./assist/assist";
import { bindInteraction } from "./bindInteraction";
import { buildWords } from "./chartWords";
import { buildControls, offersControls, toModelOptions, type Canvas, type ShownOptions } from "./controls";
import type { FollowedData } from "./dataview/followData";
import type { EmptyView, ReadyView } from "./dataview/readView";
import { buildDrawn, type Drawn } from "./drawn";
import { createPaletteReader } from "./hostColors";
import type { SelectionControl } from "./interact/selection";
import { Finding } from "./finding";
import { keepFocus } from "./keepFocus";
import { buildShowAll, listCrumbs, type Command } from "./layout/barContent";
import type { PickedColors } from "./model/colors";
import { keepLatest } from "./model/keepLatest";
import { barHeightPx, buildBar, clearBar, drawBar, type Bar } from "./render/drawBar";
import { drawChart } from "./render/drawChart";
import type { Message } from "./render/drawMessage";
import { drawSentence } from "./render/drawSentence";
import { addFocusRing } from "./render/focusRing";
import { buildFrame, colorFrame } from "./render/frame";
import { createGlide, type Arranged } from "./render/glide";
import { buildMeasureText } from "./render/measureText";
import { nameMarks } from "./render/nameMarks";
import type { Palette } from "./render/palette";
import { buildScene, colorScene, presentMarks, resizeScene, type Scene } from "./render/scene";
import { findEmptyKey } from "./text/notes";
import { buildTexts, type Texts, type TextsOptions } from "./text/texts";

type Measure = Pick<TextsOptions, "measureName" | "measureFormat" | "units">;

/** Who owns the surface: its host, its texts, and what it does when a reader changes what is shown. */
export interface SurfaceParts {
  readonly host: powerbi.extensibility.visual.IVisualHost;
  readonly strings: powerbi.extensibility.ILocalizationManager;
  readonly run: (command: Command) => void;
  /** Whether the author formats now, and clicks select parts of the visual. */
  readonly isFormatting: () => boolean;
}

/** What to draw, and how: the author's options with the reader's choices over them; the viewport is in px. */
export interface SurfaceInput {
  readonly data: FollowedData;
  readonly options: ShownOptions;
  readonly palette: Palette;
  readonly viewport: powerbi.IViewport;
}

/** Ids in a document must differ between the visuals of a page. */
let instanceCount = 0;

/** All that is seen: the diagram, the buttons over it, and what a reader can do with them. */
export class Surface {
  readonly plainTexts: Texts;
  private readonly host: SurfaceParts["host"];
  readonly frame: HTMLElement;
  private readonly scene: Scene;
  private readonly bar: Bar;
  private readonly canvas: HTMLCanvasElement;
  private readonly assist: Assist;
  private readonly followFocus: () => void;
  private readonly selection: SelectionControl;
  private readonly finding: Finding;
  private readonly glide: (drawing: Arranged) => void;
  private readonly idPrefix = `flow-chord-${instanceCount++}`;
  private readonly textsOf: (measure: Measure) => Texts;
  private readonly paletteOf: ReturnType<typeof createPaletteReader>;
  private colors: Palette | undefined;
  private now: Drawn | undefined;
  private latest: SurfaceInput | undefined;
  private naming: number | undefined;

  constructor(element: HTMLElement, { host, strings, run, isFormatting }: SurfaceParts) {
    this.host = host;
    this.canvas = element.ownerDocument.createElement("canvas");
    this.textsOf = keepLatest((measure) => buildTexts({ strings, locale: host.locale, ...measure }));
    this.plainTexts = this.textsOf({ measureName: undefined, measureFormat: undefined, units: "none" });
    this.paletteOf = createPaletteReader(host);
    this.frame = buildFrame(element);
    this.scene = buildScene(this.frame);
    this.bar = buildBar(this.frame, run);
    this.glide = createGlide(this.scene);
    this.assist = buildAssist(this.frame);
    const [svg, bar] = [this.scene.svg.node(), this.bar.element.node()];
    if (svg === null || bar === null) throw new Error("the svg was not added to the page");
    this.followFocus = addFocusRing(this.frame, svg);
    const drawn = (): Drawn | undefined => this.now;
    this.selection = bindInteraction(svg, {
      host,
      isFormatting,
      drawn,
      run,
      tellSelected: this.assist.select,
    });
    this.finding = new Finding({
      bar,
      svg,
      texts: this.plainTexts,
      drawn,
      redraw: () => {
        if (this.latest !== undefined) this.draw(this.latest);
      },
      select: this.selection.toggleRows,
    });
  }

  /** The diagram that is seen; undefined where a sentence stands in its place. */
  get drawn(): Drawn | undefined {
    return this.now;
  }

  /** The colours that were read last. */
  get palette(): Palette | undefined {
    return this.colors;
  }

  /** Reads the colours of the report, and gives them to the surface. */
  readPalette(options: ShownOptions, picked: PickedColors | undefined): Palette {
    const palette = this.paletteOf(options, picked);
    if (palette !== this.colors) {
      colorScene(this.scene, palette);
      colorFrame(this.frame, palette);
    }
    return (this.colors = palette);
  }

  draw(input: SurfaceInput): void {
    const { data } = input;
    clearTimeout(this.naming);
    this.latest = input;
    const canvas = this.fitCanvas(input);
    const drawn = (): Drawn | undefined => this.now;
    keepFocus(this.frame, drawn, () => {
      if (data.view.kind === "empty") this.drawEmpty(data.view, canvas);
      else this.drawReady(data.view, data.loadState, canvas);
    });
    this.followFocus();
  }

  /** Says that drawing failed, on an empty canvas. */
  drawFailure(input: Omit<SurfaceInput, "data">): void {
    this.now = undefined;
    this.latest = undefined;
    this.drawSentence({ title: "", text: this.plainTexts.say("message_failed") }, this.fitCanvas(input));
  }

  remove(): void {
    clearTimeout(this.naming);
    this.assist.remove();
    this.now = undefined;
    this.frame.remove();
  }

  private fitCanvas({ options, palette, viewport }: Omit<SurfaceInput, "data">): Canvas {
    return { options, palette, ...resizeScene(this.scene, viewport.width, viewport.height) };
  }

  private drawReady(view: ReadyView, loadState: FollowedData["loadState"], canvas: Canvas): void {
    const { options } = canvas;
    const model = view.buildModel(toModelOptions(options));
    const { displayName, format } = view.columns.value?.source ?? {};
    const texts = this.textsOf({ measureName: displayName, measureFormat: format, units: options.units });
    const drawn = buildDrawn(view, model, texts, options.expanded);
    this.now = drawn;
    const crumbs = listCrumbs(model, options.expanded, texts.say);
    const emptyKey = findEmptyKey(model, view.table);
    if (emptyKey !== undefined) {
      this.drawSentence({ title: "", text: texts.say(emptyKey, texts.count(view.table.rowCount)) }, canvas);
      const ways = model.totals.hidden > 0 ? [...crumbs, buildShowAll(texts.say)] : crumbs;
      drawBar(this.bar, { crumbs: ways, pages: [], pageText: "", modes: [] }, canvas.palette);
      return;
    }
    this.scene.message.selectChildren().remove();
    const words = buildWords(drawn, loadState, options.showSummary);
    const layout = drawChart(this.scene, {
      ...canvas,
      model,
      words,
      topPx: crumbs.length > 0 || this.finding.isOpen ? barHeightPx : 0,
      pagerPx: barHeightPx,
      page: options.page,
      measureWith: (font) => buildMeasureText(this.canvas, font),
      idPrefix: this.idPrefix,
    });
    const showModes = offersControls(canvas, this.host.hostCapabilities.allowInteractions !== false);
    drawBar(this.bar, buildControls(drawn, layout, { ...canvas, crumbs, showModes }), canvas.palette);
    // What was traced under a resting pointer may be something else now.
    this.scene.svg.classed("is-tracing", false);
    presentMarks(this.scene, [texts.say("name_chart"), ...words.lines].join(". "));
    this.glide({ layout, model, isStill: loadState === "loading" });
    this.selection.show();
    this.finding.show(showModes);
    this.assist.follow({
      summary: words.lines.join(". "),
      diagram: {
        facts: drawn.facts,
        table: view.table,
        expanded: options.expanded,
        layout,
        isLoading: loadState === "loading",
      },
    });
    this.naming = window.setTimeout(() => {
      nameMarks(this.scene, words);
    });
  }

  private drawEmpty({ titleKey, textKey }: EmptyView, canvas: Canvas): void {
    this.now = undefined;
    const { say } = this.plainTexts;
    this.drawSentence({ title: titleKey === "" ? "" : say(titleKey), text: say(textKey) }, canvas);
  }

  private drawSentence(message: Message, canvas: Canvas): void {
    clearBar(this.bar);
    this.finding.show(false);
    this.assist.follow({ summary: message.text });
    drawSentence(this.scene, message, { ...canvas, canvas: this.canvas });
  }
}
