import type { Selection } from "d3";
import { fitText } from "../layout/fitText";
import type { MeasureText, TextShape } from "../layout/types";
import { drawEmblem } from "./drawEmblem";
import { drawTexts } from "./drawTexts";
import type { Palette } from "./palette";

/** A sentence in place of the diagram, under a title where there is one. */
export interface Message {
  readonly title: string;
  readonly text: string;
}

const lineHeight = 18;
const titleHeight = 26;
/** Lower viewports, in px, show the words alone. */
const emblemRoom = 220;

/** Draws a message in the middle of the viewport, in as many lines as it takes; what does not fit is cut. */
export function drawMessage(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  { title, text }: Message,
  room: { width: number; height: number; measure: MeasureText },
  palette: Palette,
): void {
  const width = Math.max(Math.min(room.width - 16, 420), 0);
  const lines = wrapText(text, width, room.measure);
  const top = room.height / 2 - ((lines.length - 1) * lineHeight) / 2 + (title === "" ? 0 : titleHeight);
  const place = (whole: string, y: number): TextShape => {
    return { x: room.width / 2, y, text: fitText(whole, room.width - 4, room.measure), whole, anchor: "middle" };
  };
  layer.select("g.emblem").remove();
  if (title !== "" && room.height > emblemRoom) drawEmblem(layer, room.width / 2, top - titleHeight - 56, palette);
  drawTexts(layer, title === "" ? [] : [place(title, top - titleHeight)], "message-title", palette.text);
  drawTexts(
    layer,
    lines.map((line, index) => place(line, top + index * lineHeight)),
    "message-text",
    palette.muted,
  );
}

function wrapText(text: string, widthPx: number, measure: MeasureText): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= widthPx) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
