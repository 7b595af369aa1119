import type { MeasureText } from "./types";

/** The text, cut to the width in px and ended with "…" where it is longer; empty where not even one letter fits. */
export function fitText(text: string, widthPx: number, measure: MeasureText): string {
  if (measure(text) <= widthPx) return text;
  const letters = Array.from(text);
  const fits = countFitting(letters.length, (count) => measure(cutText(letters, count)) <= widthPx);
  return fits === 0 ? "" : cutText(letters, fits);
}

/** The beginning of a text that fits into the width in px, without "…"; empty where not even one letter fits. */
export function cutAt(text: string, widthPx: number, measure: MeasureText): string {
  const letters = Array.from(text);
  const fits = countFitting(letters.length + 1, (count) => measure(letters.slice(0, count).join("")) <= widthPx);
  return letters.slice(0, fits).join("");
}

/** The largest count below the limit that fits, 0 where none does. */
function countFitting(limit: number, isFitting: (count: number) => boolean): number {
  let [fits, tooLong] = [0, limit];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (isFitting(middle)) fits = middle;
    else tooLong = middle;
  }
  return fits;
}

function cutText(letters: readonly string[], length: number): string {
  return `${letters.slice(0, length).join("").trimEnd()}…`;
}
