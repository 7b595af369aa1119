import type { Drawn } from "./drawn";
import { showFound } from "./interact/finding";
import type { Mark } from "./layout/types";
import { findHosts, type FoundHosts } from "./model/findHosts";
import { readQuery } from "./model/matchHosts";
import { buildSearch, type SearchBox } from "./render/buildSearch";
import { describeFound } from "./text/foundText";
import type { Texts } from "./text/texts";

/** Where the search box stands, what is drawn whenever it is asked, and what a search changes. */
export interface FindingParts {
  readonly bar: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly texts: Texts;
  readonly drawn: () => Drawn | undefined;
  /** Draws anew, with room for the open box or without. */
  readonly redraw: () => void;
  readonly select: (rows: readonly number[], isMulti: boolean) => void;
}

/**
 * The search for hosts: typing marks and counts them, Enter selects what runs to and from them (with Ctrl or Shift adds
 * it), an arrow goes to the first of them, Esc empties the box, then closes it. `/` or Ctrl+F on the canvas opens it.
 * What is looked for stays while data and options change, and is never kept with the report.
 */
export class Finding {
  private readonly parts: FindingParts;
  private readonly box: SearchBox;
  private isWanted = false;
  private isOffered = false;

  constructor(parts: FindingParts) {
    this.parts = parts;
    const { say } = parts.texts;
    this.box = buildSearch(parts.bar, {
      open: say("search_open"),
      placeholder: say("search_placeholder"),
      hint: say("search_hint"),
      close: say("search_close"),
    });
    this.bindBox();
    bindCanvas(parts.svg, () => this.open());
  }

  get isOpen(): boolean {
    return this.isWanted && this.isOffered;
  }

  /** Shows what is found in what is drawn now; to be called after each drawing. */
  show(isOffered = this.isOffered): void {
    this.isOffered = isOffered;
    this.box.show({ isOffered, isOpen: this.isOpen });
    const now = this.parts.drawn();
    const found = now && this.find(now);
    if (now !== undefined) tell(this.box, found, now);
    const touches = (mark: Mark): boolean => now?.cellsOf(mark).some((cell) => found?.cells[cell] === 1) === true;
    showFound(this.parts.svg, found && { slots: found.slots, touches });
  }

  /** Whether there is a search to open. */
  private open(): boolean {
    if (!this.isOffered) return false;
    this.isWanted = true;
    this.parts.redraw();
    this.box.field.focus();
    this.box.field.select();
    return true;
  }

  private close(): void {
    this.isWanted = false;
    this.box.field.value = "";
    this.parts.redraw();
    this.parts.svg.focus();
  }

  private find({ model, view }: Drawn): FoundHosts | undefined {
    const isLookedFor = this.isOpen ? readQuery(this.box.field.value) : undefined;
    return isLookedFor && findHosts(model, view.table, isLookedFor);
  }

  private bindBox(): void {
    const { box, parts } = this;
    box.opener.addEventListener("click", () => {
      if (this.isOpen) this.close();
      else this.open();
    });
    box.closer.addEventListener("click", () => {
      this.close();
    });
    box.field.addEventListener("input", () => {
      this.show();
    });
    bindKeys(box, {
      select: (isMulti) => {
        const now = parts.drawn();
        const rows = (now && this.find(now))?.rows ?? [];
        if (rows.length > 0) parts.select(rows, isMulti);
      },
      walk: () => parts.svg.querySelector<SVGElement>(".arc.is-wanted[tabindex]")?.focus(),
      leave: () => {
        if (box.field.value === "") this.close();
        box.field.value = "";
        this.show();
      },
    });
  }
}

function bindCanvas(svg: SVGSVGElement, open: () => boolean): void {
  svg.addEventListener("keydown", (event) => {
    const isFind = event.key === "/" || (event.key === "f" && (event.ctrlKey || event.metaKey));
    if (isFind && open()) event.preventDefault();
  });
}

function tell(box: SearchBox, found: FoundHosts | undefined, { model, facts }: Drawn): void {
  const { short, whole } =
    found === undefined ? { short: "", whole: "" } : describeFound(found, model.totals, facts.texts);
  box.tell(short, whole);
}

interface FieldKeys {
  readonly select: (isMulti: boolean) => void;
  readonly walk: () => void;
  readonly leave: () => void;
}

/** The field's own keys do not reach the canvas and its walk. */
function bindKeys({ element, field }: SearchBox, { select, walk, leave }: FieldKeys): void {
  element.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") leave();
    else if (event.target !== field) return;
    else if (event.key === "Enter") select(event.ctrlKey || event.metaKey || event.shiftKey);
    else if (event.key === "ArrowDown") walk();
    else return;
    event.preventDefault();
  });
}
