/** A text of so many characters at most; what is left out is told by an ellipsis in its middle: names differ at both ends. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const behind = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - behind)}…${behind === 0 ? "" : text.slice(-behind)}`;
}

/** Lines of so many characters at most; a word that is longer than a line is cut into several. */
export function wrap(text: string, width: number): string[] {
  const words = text.split(" ").flatMap((word) => word.match(new RegExp(`.{1,${width}}`, "gs")) ?? [""]);
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
