const idPrefix = /flow-chord-\d+-/g;
/** Numbers are drawn with up to two decimals; nobody sees the second. */
const decimals = /-?\d+\.\d+/g;

/**
 * An element and all in it as text, a line for each: attributes in the order of their names, numbers with one decimal,
 * ids without the number of the visual on its page. Two drawings that look alike have the same text.
 */
export function svgText(element: Element | null, indent = ""): string {
  if (element === null) return "";
  const attributes = [...element.attributes]
    .filter(({ value }) => value !== "")
    .map(({ name, value }) => `${name}="${escapeText(writeValue(name, value))}"`)
    .sort();
  const tag = [element.tagName, ...attributes].join(" ");
  const text = element.firstElementChild === null ? element.textContent : ownText(element);
  const children = [...element.children].map((child) => svgText(child, `${indent}  `));
  if (children.length === 0) return `${indent}<${tag}>${escapeText(text)}</${element.tagName}>\n`;
  return `${indent}<${tag}>${escapeText(text)}\n${children.join("")}${indent}</${element.tagName}>\n`;
}

/** The first place in which two texts differ, as "line 7: … instead of …"; undefined where they are the same. */
export function firstDifference(actual: string, expected: string): string | undefined {
  const [lines, wanted] = [actual.split("\n"), expected.split("\n")];
  const at = Array.from({ length: Math.max(lines.length, wanted.length) }).findIndex((_, line) => {
    return lines[line] !== wanted[line];
  });
  if (at < 0) return undefined;
  const [line, other] = [lines[at]?.trim() ?? "nothing", wanted[at]?.trim() ?? "nothing"];
  const same = Array.from(line).findIndex((letter, place) => letter !== other[place]);
  const cut = (text: string): string => text.slice(Math.max(same - 80, 0), same + 120);
  return `line ${at + 1}, letter ${same + 1}:\n${cut(line)}\ninstead of\n${cut(other)}`;
}

function ownText(element: Element): string {
  const nodes = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
  return nodes.map(({ textContent }) => textContent).join("");
}

function writeValue(name: string, value: string): string {
  if (name === "class") return value.split(/\s+/).sort().join(" ");
  if (name.startsWith("aria-") || name.startsWith("data-")) return value;
  return value.replace(idPrefix, "").replace(decimals, (number) => String(Number(Number(number).toFixed(1)) + 0));
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
