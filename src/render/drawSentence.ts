import { drawMessage, type Message } from "./drawMessage";
import { buildMeasureText, plainFont, type Font } from "./measureText";
import type { Palette } from "./palette";
import { clearScene, presentSentence, type Scene } from "./scene";

/** What a sentence is drawn on: the size in px, the colours, the family of the type, and a canvas to measure with. */
export interface SentenceRoom {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly options: { readonly labelFont: Font };
  readonly canvas: HTMLCanvasElement;
}

const sizePx = 13;

/** Takes the diagram off the canvas and says in its place why there is none. */
export function drawSentence(scene: Scene, message: Message, room: SentenceRoom): void {
  clearScene(scene);
  const measure = buildMeasureText(room.canvas, plainFont(room.options.labelFont.family, sizePx));
  drawMessage(scene.message, message, { width: room.width, height: room.height, measure }, room.palette);
  presentSentence(scene, message.text);
  scene.svg.classed("is-selecting is-tracing has-highlights", false);
}
