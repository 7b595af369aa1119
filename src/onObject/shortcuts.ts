import type powerbi from "powerbi-visuals-api";

type Shortcut = powerbi.visuals.VisualSubSelectionShortcut;
type Navigate = powerbi.visuals.VisualNavigateSubSelectionShortcut;
type FormattingId = powerbi.visuals.FormattingId;

/** `VisualShortcutType` of the API, which exists for the compiler only. */
const resetType = 0 as unknown as powerbi.visuals.VisualShortcutType.Reset;
const navigateType = 1 as unknown as powerbi.visuals.VisualShortcutType.Navigate;
const toggleType = 2 as unknown as powerbi.visuals.VisualShortcutType.Toggle;
const pickerType = 3 as unknown as powerbi.visuals.VisualShortcutType.Picker;

/** What the menu of a part has beside "reset" and the way to its card: what takes the part away, choices, other cards. */
interface Menu {
  readonly toggle?: string;
  /** Properties and the text keys of their names. */
  readonly pickers?: readonly (readonly [property: string, labelKey: string])[];
  /** Objects and the text keys of the names of their cards. */
  readonly cards?: readonly (readonly [object: string, labelKey: string])[];
}

const menus: Readonly<Record<string, Menu>> = {
  labels: {
    toggle: "show",
    pickers: [
      ["orientation", "labels_orientation"],
      ["overflow", "labels_overflow"],
      ["units", "labels_units"],
    ],
  },
  legend: { toggle: "show", pickers: [["position", "legend_position"]] },
  multiples: { toggle: "showTitles", pickers: [["by", "multiples_by"]] },
  summary: { toggle: "show" },
  arcs: { cards: [["colors", "card_colors"]] },
  ribbons: {
    pickers: [
      ["widthScale", "ribbons_widthScale"],
      ["hatch", "ribbons_hatch"],
    ],
    cards: [
      ["breakdown", "card_breakdown"],
      ["colors", "card_colors"],
    ],
  },
  grouping: {
    pickers: [
      ["limitBy", "grouping_limitBy"],
      ["by", "grouping_by"],
    ],
  },
};

/**
 * The menu at a part, by the part's object; undefined for none. `propertiesOf` lists all that reset puts back, as the
 * card in the pane does; the host wants the way to the card last.
 */
export function buildShortcuts(
  object: string,
  propertiesOf: (object: string) => readonly FormattingId[],
  say: (key: string) => string,
): powerbi.visuals.VisualSubSelectionShortcuts | undefined {
  const menu = menus[object];
  if (menu === undefined) return undefined;
  const { toggle, pickers = [], cards = [] } = menu;
  const shortcuts: Shortcut[] = pickers.map(([propertyName, labelKey]) => {
    return { type: pickerType, objectName: object, propertyName, label: say(labelKey) };
  });
  if (toggle !== undefined) {
    const labels = { enabledLabel: say("show"), disabledLabel: say("format_remove") };
    shortcuts.push({ type: toggleType, objectName: object, propertyName: toggle, ...labels });
  }
  shortcuts.push({ type: resetType, relatedResetFormattingIds: [...propertiesOf(object)] });
  for (const [other, labelKey] of cards) shortcuts.push(buildNavigate(other, say(labelKey)));
  return [...shortcuts, buildNavigate(object, say("format_more"))];
}

/** The pane's cards are named after their objects. */
function buildNavigate(object: string, label: string): Navigate {
  return { type: navigateType, destinationInfo: { cardUid: `${object}-card` }, label };
}
