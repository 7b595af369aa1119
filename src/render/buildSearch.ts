import { select, type Selection } from "d3";
import { setAttribute } from "./attributes";

/** The words of the search box. */
export interface SearchTexts {
  readonly open: string;
  readonly placeholder: string;
  /** What can be done with what was found. */
  readonly hint: string;
  readonly close: string;
}

/** A button that opens a text field, with what was found and a button that closes it. */
export interface SearchBox {
  readonly element: HTMLElement;
  readonly opener: HTMLButtonElement;
  readonly field: HTMLInputElement;
  readonly closer: HTMLButtonElement;
  readonly show: (state: { readonly isOffered: boolean; readonly isOpen: boolean }) => void;
  /** Says what was found; the whole of it is the tooltip of the short form. */
  readonly tell: (short: string, whole: string) => void;
}

const lens = "M7 3a4 4 0 1 1 0 8a4 4 0 1 1 0-8M10 10L13.5 13.5";
const cross = "M4 4L12 12M12 4L4 12";

/** Adds the box to an element, closed. */
export function buildSearch(parent: HTMLElement, texts: SearchTexts): SearchBox {
  const box = select(parent).append("div").attr("class", "search").attr("role", "search");
  const opener = buildButton(box, "opener", texts.open, lens);
  const field = box.append("input").attr("type", "text").attr("autocomplete", "off").attr("spellcheck", "false");
  field
    .attr("placeholder", texts.placeholder)
    .attr("aria-label", texts.open)
    .attr("title", texts.hint)
    .attr("dir", "auto");
  const found = box.append("output");
  const closer = buildButton(box, "closer", texts.close, cross);
  return {
    element: nodeOf(box),
    opener: nodeOf(opener),
    field: nodeOf(field),
    closer: nodeOf(closer),
    show({ isOffered, isOpen }) {
      box.classed("is-empty", !isOffered).classed("is-open", isOpen);
      opener.attr("aria-expanded", String(isOpen));
    },
    tell(short, whole) {
      if (found.text() !== short) found.text(short);
      setAttribute(nodeOf(found), "title", whole);
    },
  };
}

type Part<E extends Element> = Selection<E, unknown, null, undefined>;

function buildButton(box: Part<HTMLDivElement>, name: string, text: string, icon: string): Part<HTMLButtonElement> {
  const button = box.append("button").attr("type", "button").attr("class", name);
  button.attr("title", text).attr("aria-label", text);
  button.append("svg").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").append("path").attr("d", icon);
  return button;
}

function nodeOf<E extends Element>(selection: { readonly node: () => E | null }): E {
  const node = selection.node();
  if (node === null) throw new Error("an element was not added to the page");
  return node;
}
