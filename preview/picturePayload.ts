import type { PackagedVisual } from "./payload.ts";

/** One visual of a picture with its caption; sizes in px. */
export interface StagedVisual {
  readonly caption: string;
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark" | "contrastBlack";
  /** A data view as JSON has it: without functions. */
  readonly dataView: object;
}

/** A mark of one of the visuals, by its place in the picture, from 0, and a selector in the visual's own document. */
export interface StagedMark {
  readonly visual: number;
  readonly selector: string;
}

/** A mark that gets a number, and where in its box, from 0 to 1 or beyond; in the middle of what is seen without it. */
export interface NumberedMark extends StagedMark {
  readonly at?: readonly [x: number, y: number];
}

/** What the page of pictures does for the program that takes them, as `window.flowChordPicture`. */
export interface PicturePage {
  /** Runs the visuals side by side; resolves when they have drawn, with the errors of visuals and hosts. */
  readonly show: (packaged: PackagedVisual, staged: readonly StagedVisual[]) => Promise<readonly string[]>;
  /** A point of the page in the middle of what is seen of a mark; throws where nothing of it is seen. */
  readonly pointAt: (mark: StagedMark) => Promise<readonly [x: number, y: number]>;
  /** Puts a number on a mark or beside it. */
  readonly number: (text: string, mark: NumberedMark) => Promise<void>;
}
