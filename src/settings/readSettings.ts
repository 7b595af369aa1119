import type powerbi from "powerbi-visuals-api";
import type { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import { Settings } from "./settings";

/** The settings of a data view, the defaults without one. */
export function readSettings(formatting: FormattingSettingsService, dataView: powerbi.DataView | undefined): Settings {
  return dataView === undefined ? new Settings() : formatting.populateFormattingSettingsModel(Settings, dataView);
}
