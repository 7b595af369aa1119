import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { defaultActionColors } from "../model/colors";
import { constantOrRule, everyRowSelector, staticSelector } from "./selectors";

/** What the colours mean and what they are. The outer ring always shows the actions' colours. */
export class ColorsCard extends formattingSettings.SimpleCard {
  override name = "colors";
  override displayNameKey = "card_colors";

  colorBy = new formattingSettings.AutoDropdown({ name: "colorBy", displayNameKey: "colors_colorBy", value: "action" });

  /** A rule gives each row its colour; a constant is that of all rows. */
  fieldColor = new formattingSettings.ColorPicker({
    name: "fieldColor",
    displayNameKey: "colors_fieldColor",
    descriptionKey: "colors_fieldColor_description",
    value: { value: "" },
    selector: everyRowSelector,
    altConstantSelector: staticSelector,
    instanceKind: constantOrRule,
  });

  allowColor = new formattingSettings.ColorPicker({
    name: "allowColor",
    displayNameKey: "colors_allowColor",
    value: { value: defaultActionColors.allow },
  });

  denyColor = new formattingSettings.ColorPicker({
    name: "denyColor",
    displayNameKey: "colors_denyColor",
    value: { value: defaultActionColors.deny },
  });

  otherColor = new formattingSettings.ColorPicker({
    name: "otherColor",
    displayNameKey: "colors_otherColor",
    value: { value: defaultActionColors.other },
  });

  /** Stand for the pickers of single rules and hosts, which `addColorPickers` makes, where all are put back to default. */
  ruleColor = new formattingSettings.ColorPicker({ name: "ruleColor", value: { value: "" }, visible: false });
  hostColor = new formattingSettings.ColorPicker({ name: "hostColor", value: { value: "" }, visible: false });

  readonly ownSlices: readonly formattingSettings.Slice[] = [
    this.colorBy,
    this.fieldColor,
    this.allowColor,
    this.denyColor,
    this.otherColor,
    this.ruleColor,
    this.hostColor,
  ];
  override slices = [...this.ownSlices];

  override onPreProcess(): void {
    this.fieldColor.visible = this.colorBy.value === "field";
  }
}
