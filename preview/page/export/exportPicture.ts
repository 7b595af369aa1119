import type { PreviewPayload } from "../../payload.ts";
import { nameMeasure } from "../panes/fieldNames.ts";
import type { MeasureName } from "../data/fields.ts";
import type { PageState } from "../state.ts";
import type { Words } from "../text/words.ts";
import { buildSvg } from "./buildSvg.ts";
import { drawPng, nameFile, saveFile } from "./savePicture.ts";

export type PictureKind = "svg" | "png";

/** What is saved, and what its name and its description are made of. */
export interface PictureParts {
  readonly frame: HTMLIFrameElement | undefined;
  readonly payload: PreviewPayload;
  readonly state: PageState;
  readonly words: Words;
}

/** Saves the visual's drawing as a file; resolves to a sentence for the reader. */
export async function exportPicture(
  kind: PictureKind,
  { frame, payload, state, words }: PictureParts,
): Promise<string> {
  const page = frame?.contentDocument;
  const drawn = page?.querySelector("svg");
  if (!page || !drawn) return words.say("nothingToExport");
  const svg = buildSvg(drawn, {
    title: `Flow Chord: ${words.say("title")}`,
    description: drawn.getAttribute("aria-label") ?? "",
    background: getComputedStyle(page.body).backgroundColor,
  });
  const measure = state.roles["value"]?.[0];
  const file = nameFile(
    ["flow-chord", payload.name, measure === undefined ? "" : nameMeasure(measure as MeasureName, words)],
    kind,
  );
  const blob = kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await drawPng(svg);
  saveFile(blob, file);
  return words.say("saved", file);
}
