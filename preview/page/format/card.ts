import type powerbi from "powerbi-visuals-api";
import { createDisclosure } from "../widgets/disclosure.ts";
import { create } from "../widgets/element.ts";
import { buildControl, type Control } from "./controls.ts";
import type { PaneActions, PaneParts } from "./paneParts.ts";
import { isSet, readProperty } from "./properties.ts";
import type { PaneCard, PaneControl, PaneGroup, PaneSlice } from "./slices.ts";

/** A card on the page: shows other values of the same settings, and hides those that are not searched for. */
export interface DrawnCard {
  readonly element: HTMLElement;
  readonly show: (card: PaneCard, objects: powerbi.DataViewObjects) => void;
  /** Whether something is found. */
  readonly filter: (wanted: string) => boolean;
}

interface CardParts extends PaneParts, PaneActions {
  /** The cards that the reader has opened; they stay open when the pane is drawn anew. */
  readonly opened: Set<string>;
}

/** A control that was built, by its uid, with what else of it changes. */
interface DrawnControl {
  readonly control: Control;
  readonly revert: HTMLElement | undefined;
}

/** Builds a card of the model: its switch beside its name, its groups below. */
export function buildCard(card: PaneCard, parts: CardParts): DrawnCard {
  const { opened, words, revert } = parts;
  const drawn = new Map<string, DrawnControl>();
  const disclosure = createDisclosure(3, opened.has(card.uid), (isOpen) => {
    if (isOpen) opened.add(card.uid);
    else opened.delete(card.uid);
  });
  disclosure.setTitle(card.displayName);
  disclosure.element.dataset["key"] = card.uid;
  disclosure.element.classList.add("card");
  const mark = create("span", { class: "changed-mark", title: words.say("changed") });
  disclosure.head.append(mark);
  if (card.toggle) disclosure.head.append(buildPaneControl(card.toggle, card.displayName, { ...parts, drawn }));
  const groups = card.groups.map((group) => buildGroup(group, { ...parts, drawn }));
  const reset = create("button", { type: "button", class: "quiet-button" }, words.say("revertCard"));
  reset.addEventListener("click", () => {
    revert(card.places);
  });
  disclosure.body.append(...groups.map(({ element }) => element), reset);
  return {
    element: disclosure.element,
    show: (next, objects) => {
      const isChanged = next.places.some((place) => isSet(objects, place));
      mark.hidden = !isChanged;
      reset.hidden = !isChanged;
      for (const { uid, properties, place } of listControls(next)) {
        const { control, revert: button } = drawn.get(uid) ?? {};
        if (button) button.hidden = readProperty(objects, place) === undefined;
        control?.show(properties);
      }
    },
    filter: (wanted) => {
      const isNamed = card.displayName.toLowerCase().includes(wanted);
      const found = groups.map((group) => group.filter(isNamed ? "" : wanted)).includes(true);
      disclosure.element.hidden = !found && !isNamed;
      disclosure.setOpen(wanted === "" ? opened.has(card.uid) : found);
      return found || isNamed;
    },
  };
}

interface ControlsParts extends CardParts {
  readonly drawn: Map<string, DrawnControl>;
}

function listControls({ toggle, groups }: PaneCard): PaneControl[] {
  return [...(toggle ? [toggle] : []), ...groups.flatMap(({ slices }) => slices.flatMap(({ controls }) => controls))];
}

function buildGroup({ displayName, slices }: PaneGroup, parts: ControlsParts) {
  const rows = slices.map((slice) => ({ slice, row: buildSlice(slice, parts) }));
  const name = displayName === "" ? [] : [create("h4", {}, displayName)];
  const element = create("div", { class: "group" }, ...name, ...rows.map(({ row }) => row));
  return {
    element,
    filter: (wanted: string): boolean => {
      for (const { slice, row } of rows) {
        row.hidden = !`${slice.displayName} ${slice.description}`.toLowerCase().includes(wanted);
      }
      element.hidden = rows.every(({ row }) => row.hidden);
      return !element.hidden;
    },
  };
}

function buildSlice({ displayName, description, isDisabled, controls }: PaneSlice, parts: ControlsParts): HTMLElement {
  const row = create(
    "div",
    { class: "slice" },
    create("span", { class: "slice-name", title: description }, displayName),
  );
  const label = (part: string): string => [displayName, partName(part, parts)].filter((text) => text !== "").join(": ");
  const inputs = controls.map((control) => buildPaneControl(control, label(control.part), parts));
  row.append(create("span", { class: "slice-controls" }, ...inputs));
  for (const input of row.querySelectorAll("input, select")) input.toggleAttribute("disabled", isDisabled);
  return row;
}

function partName(part: string, { words }: ControlsParts): string {
  const names: Readonly<Record<string, string>> = {
    fontFamily: words.say("fontFamily"),
    fontSize: words.say("fontSize"),
    bold: words.say("bold"),
    italic: words.say("italic"),
    underline: words.say("underline"),
  };
  return names[part] ?? part;
}

/** A control with a button that sets it back, where it belongs to a slice of its own. */
function buildPaneControl(shown: PaneControl, label: string, parts: ControlsParts): HTMLElement {
  const { uid, type, part, place, properties } = shown;
  const { set, revert, choicesOf, drawn, words } = parts;
  const emit = (value: unknown): void => {
    set(place, value);
  };
  const control = buildControl(type, { label, properties, choices: choicesOf(place), emit });
  control.element.dataset["key"] = uid;
  const holder = create("span", {
    class: `control ${type}`,
    "data-property": `${place.objectName}.${place.propertyName}`,
  });
  if (part !== "") control.element.dataset["part"] = part;
  holder.append(control.element);
  const text = words.say("revert", label);
  const button =
    type === "ToggleSwitch"
      ? undefined
      : create("button", { type: "button", class: "revert", title: text, "aria-label": text }, "\u21ba");
  button?.addEventListener("click", () => {
    revert([place]);
  });
  if (button) holder.append(button);
  drawn.set(uid, { control, revert: button });
  return holder;
}
