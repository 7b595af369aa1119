import type { MeasureText } from "./types";

/** The text, cut to the width in px and ended with "…" where it is longer; empty where not even one letter fits. */
export function fitText(text: string, widthPx: number, measure: MeasureText): string {
  if (measure(text) <= widthPx) return text;
  const letters = Array.from(text);
  let [fits, tooLong] = [0, letters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure(cutText(letters, middle)) <= widthPx) fits = middle;
    else tooLong = middle;
  }
  return fits === 0 ? "" : cutText(letters, fits);
}

function cutText(letters: readonly string[], length: number): string {
  return `${letters.slice(0, length).join("").trimEnd()}…`;
}
