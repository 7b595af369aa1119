import type powerbi from "powerbi-visuals-api";
import type { ControlProperties } from "./controls.ts";
import { placeOf, type PropertyPlace } from "./properties.ts";

type Model = powerbi.visuals.FormattingModel;

/** One control of the pane: the model has one for most slices, several for a font. */
export interface PaneControl {
  readonly uid: string;
  readonly type: string;
  /** What of a slice it is, where a slice has several: `fontSize`, `bold` … */
  readonly part: string;
  readonly place: PropertyPlace;
  readonly properties: ControlProperties;
}

export interface PaneSlice {
  readonly uid: string;
  readonly displayName: string;
  readonly description: string;
  readonly isDisabled: boolean;
  readonly controls: readonly PaneControl[];
}

export interface PaneGroup {
  readonly uid: string;
  readonly displayName: string;
  readonly slices: readonly PaneSlice[];
}

export interface PaneCard {
  readonly uid: string;
  readonly displayName: string;
  readonly description: string;
  readonly toggle: PaneControl | undefined;
  readonly groups: readonly PaneGroup[];
  /** What is set back to default with the card. */
  readonly places: readonly PropertyPlace[];
}

/** The types of the API are a union over all controls; here only what they share matters. */
interface AnySlice {
  readonly uid: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly disabled?: boolean;
  readonly control: { readonly type: string; readonly properties: Readonly<Record<string, unknown>> };
}

/** A simple card has one group without a name, whatever the type says. */
type AnyGroup = Partial<powerbi.visuals.FormattingGroup> & { readonly uid: string };

/** A simple control has a descriptor and a value; a composite one has such a pair for each of its parts. */
interface SimpleProperties extends ControlProperties {
  readonly descriptor: powerbi.visuals.FormattingDescriptor;
}

const partTypes: Readonly<Record<string, string>> = {
  fontFamily: "FontPicker",
  fontSize: "NumUpDown",
  bold: "ToggleSwitch",
  italic: "ToggleSwitch",
  underline: "ToggleSwitch",
};

/** The cards of a formatting model in the shape in which the pane draws them; placeholders of the host are left out. */
export function listCards({ cards }: Model): PaneCard[] {
  return cards
    .filter((card): card is powerbi.visuals.FormattingCard => "groups" in card)
    .map((card) => ({
      uid: card.uid,
      displayName: card.displayName,
      description: card.description ?? "",
      toggle: card.topLevelToggle && listControls(card.topLevelToggle as unknown as AnySlice)[0],
      groups: card.groups
        .filter((group): group is powerbi.visuals.FormattingGroup => "uid" in group)
        .map((group) => buildGroup(group)),
      places: (card.revertToDefaultDescriptors ?? []).map(placeOf),
    }));
}

function buildGroup({ uid, displayName, slices = [] }: AnyGroup): PaneGroup {
  const shown = (slices as readonly Partial<AnySlice>[]).filter(
    (slice): slice is AnySlice => slice.control !== undefined,
  );
  return {
    uid,
    displayName: displayName ?? "",
    slices: shown.map((slice) => ({
      uid: slice.uid,
      displayName: slice.displayName ?? "",
      description: slice.description ?? "",
      isDisabled: slice.disabled === true,
      controls: listControls(slice),
    })),
  };
}

function listControls({ uid, control: { type, properties } }: AnySlice): PaneControl[] {
  if ("descriptor" in properties) return [buildPaneControl(uid, type, "", properties as unknown as SimpleProperties)];
  return Object.entries(properties).flatMap(([part, simple]) =>
    simple === undefined
      ? []
      : [buildPaneControl(`${uid}-${part}`, partTypes[part] ?? "NumUpDown", part, simple as SimpleProperties)],
  );
}

function buildPaneControl(uid: string, type: string, part: string, properties: SimpleProperties): PaneControl {
  return { uid, type, part, place: placeOf(properties.descriptor), properties };
}

/** What the pane looks like, whatever its values: as long as this stays the same, its controls can stay. */
export function describeShape(cards: readonly PaneCard[]): string {
  return JSON.stringify(cards, (key, value: unknown) => (key === "value" ? undefined : value));
}
