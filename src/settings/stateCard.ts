import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";

/** What a reader opened, hid and turned to, kept with the report and in bookmarks; never shown in the pane. */
export class StateCard extends formattingSettings.SimpleCard {
  override name = "state";
  override visible = false;

  expanded = new formattingSettings.TextInput({ name: "expanded", placeholder: "", value: "" });
  hidden = new formattingSettings.TextInput({ name: "hidden", placeholder: "", value: "" });
  page = new formattingSettings.NumUpDown({ name: "page", value: 0 });

  override slices = [this.expanded, this.hidden, this.page];
}
