import type powerbi from "powerbi-visuals-api";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import capabilities from "../../../capabilities.json";
import type { Settings } from "../../../src/settings/settings";
import { buildFakeHost } from "./fakeHost";

/** A property of the visual as capabilities.json has it, with what its objects say. */
export interface Property {
  readonly card: string;
  readonly name: string;
  readonly type: Readonly<Record<string, unknown>>;
}

interface CardOfFile {
  readonly properties: Readonly<Record<string, { readonly type: Readonly<Record<string, unknown>> }>>;
}

/** All properties of capabilities.json, in its order. */
export const properties: readonly Property[] = Object.entries(
  capabilities.objects as Readonly<Record<string, CardOfFile>>,
).flatMap(([card, { properties: ofCard }]) => {
  return Object.entries(ofCard).map(([name, { type }]) => ({ card, name, type }));
});

/** The cards as the pane shows them, in a language. */
export function listCards(settings: Settings, locale = "en-US"): powerbi.visuals.FormattingCard[] {
  const strings = buildFakeHost({ locale }).host.createLocalizationManager();
  return new FormattingSettingsService(strings).buildFormattingModel(settings)
    .cards as powerbi.visuals.FormattingCard[];
}

type Slice = powerbi.visuals.FormattingSlice;

/** The slices of a card, with the switch in its head. */
export function listSlices({ topLevelToggle, groups }: powerbi.visuals.FormattingCard): Slice[] {
  const ofGroups = (groups as powerbi.visuals.FormattingGroup[]).flatMap(({ slices = [] }) => slices);
  return [...(topLevelToggle === undefined ? [] : [topLevelToggle]), ...ofGroups] as Slice[];
}

/** The properties that a slice changes, as "card.name"; a font has several. */
export function listDescriptors(slice: Slice): powerbi.visuals.FormattingDescriptor[] {
  const { properties: held } = slice.control as { readonly properties: object };
  const all: unknown[] = [held, ...(Object.values(held) as unknown[])];
  return all.flatMap((one) => {
    const { descriptor } = (one ?? {}) as { readonly descriptor?: powerbi.visuals.FormattingDescriptor };
    return descriptor ?? [];
  });
}
