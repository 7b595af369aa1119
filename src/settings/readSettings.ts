import type powerbi from "powerbi-visuals-api";
import type { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import { keepLatest } from "../model/keepLatest";
import { readOptions, type ChordOptions } from "./readOptions";
import { Settings } from "./settings";

/** The formatting pane's model and the plain options that it means. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly options: ChordOptions;
}

/** The settings of a data view, the defaults without one. */
export function readSettings(formatting: FormattingSettingsService, dataView: powerbi.DataView | undefined): Settings {
  return dataView === undefined ? new Settings() : formatting.populateFormattingSettingsModel(Settings, dataView);
}

/** Where settings are read from, and the report's theme, whose colours the pane shows where the author chose none. */
interface SettingsInput {
  readonly dataView: powerbi.DataView | undefined;
  readonly theme: readonly unknown[];
}

/** Reads the settings of data views; as long as they and the theme are the same, once. */
export function createSettingsReader(formatting: FormattingSettingsService): (input: SettingsInput) => ReadSettings {
  return keepLatest(
    ({ dataView }) => {
      const settings = readSettings(formatting, dataView);
      return { settings, options: readOptions(settings) };
    },
    ({ dataView, theme }) => {
      const metadata: Partial<powerbi.DataViewMetadata> | undefined = dataView?.metadata;
      return JSON.stringify([metadata?.objects, theme]);
    },
  );
}
