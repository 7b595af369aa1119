import { create } from "../widgets/element.ts";
import { buildSelect } from "../widgets/select.ts";

/** What a control shows: the properties of a slice's control in the model, of whatever type. */
export interface ControlProperties {
  readonly value?: unknown;
  readonly options?: { readonly minValue?: { readonly value: number }; readonly maxValue?: { readonly value: number } };
  readonly items?: readonly ChoiceItem[];
  readonly placeholder?: string;
}

export interface ChoiceItem {
  readonly value: string | number;
  readonly displayName: string;
}

/** A control of the pane: its input, and a way to show another value. */
export interface Control {
  readonly element: HTMLElement;
  readonly show: (properties: ControlProperties) => void;
}

/** How a control is named, and whom it tells of a new value in the form in which Power BI keeps it. */
export interface ControlParts {
  readonly label: string;
  readonly properties: ControlProperties;
  readonly choices: readonly ChoiceItem[];
  readonly emit: (value: unknown) => void;
}

/** The builders by the types of the formatting model that have one value. */
const builders: Readonly<Record<string, (parts: ControlParts) => Control>> = {
  ToggleSwitch: buildToggle,
  Dropdown: buildDropdown,
  FontPicker: buildFontPicker,
  NumUpDown: buildNumber,
  Slider: buildSlider,
  ColorPicker: buildColor,
  TextInput: buildText,
  TextArea: buildText,
};

/** Builds the control of a type; a type that this pane does not know is shown as the text of its value. */
export function buildControl(type: string, parts: ControlParts): Control {
  const control = (builders[type] ?? buildReadOnly)(parts);
  control.show(parts.properties);
  return control;
}

function buildToggle({ label, emit }: ControlParts): Control {
  const input = create("input", { type: "checkbox", role: "switch", class: "toggle", "aria-label": label });
  input.addEventListener("change", () => {
    emit(input.checked);
  });
  return {
    element: input,
    show: ({ value }) => {
      input.checked = value === true;
    },
  };
}

function buildDropdown({ label, choices, properties, emit }: ControlParts): Control {
  const items = properties.items ?? choices;
  const select = buildSelect(
    label,
    items.map(({ value, displayName }) => [String(value), displayName]),
  );
  select.addEventListener("change", () => {
    emit(items[select.selectedIndex]?.value);
  });
  return {
    element: select,
    show: ({ value }) => {
      select.value = String((value as Partial<ChoiceItem> | undefined)?.value ?? value);
    },
  };
}

/** The fonts that Power BI offers, as it writes them. */
const fonts = [
  ...["Segoe UI", "Segoe UI Semibold", "Arial", "Calibri", "Candara", "Tahoma", "Trebuchet MS", "Verdana", "DIN"],
  ...["Georgia", "Cambria", "Times New Roman", "Consolas", "Courier New"],
];

function buildFontPicker({ label, emit, properties }: ControlParts): Control {
  const listed = fonts.map((font) => [`${font}, ${genericOf(font)}`, font] as const);
  const now = String(properties.value);
  const isListed = listed.some(([value]) => value === now);
  const select = buildSelect(label, isListed ? listed : [[now, now], ...listed]);
  select.addEventListener("change", () => {
    emit(select.value);
  });
  return {
    element: select,
    show: ({ value }) => {
      select.value = String(value);
    },
  };
}

function genericOf(font: string): string {
  if (/^(Consolas|Courier)/.test(font)) return "monospace";
  return /^(Georgia|Cambria|Times)/.test(font) ? "serif" : "sans-serif";
}

/** A number is told when it is one, within its limits. */
function buildNumber({ label, properties: { options }, emit }: ControlParts): Control {
  const limits = limitsOf(options);
  const input = create("input", { type: "number", "aria-label": label, ...limits });
  input.addEventListener("change", () => {
    if (input.value !== "" && input.checkValidity()) emit(input.valueAsNumber);
  });
  return {
    element: input,
    show: ({ value }) => {
      input.value = String(value);
    },
  };
}

function buildSlider({ label, properties: { options }, emit }: ControlParts): Control {
  const input = create("input", { type: "range", "aria-label": label, ...limitsOf(options) });
  const output = create("output");
  input.addEventListener("input", () => {
    output.textContent = input.value;
    emit(input.valueAsNumber);
  });
  return {
    element: create("span", { class: "slider" }, input, output),
    show: ({ value }) => {
      input.value = String(value);
      output.textContent = input.value;
    },
  };
}

function limitsOf(options: ControlProperties["options"]): Record<string, string> {
  const [min, max] = [options?.minValue?.value, options?.maxValue?.value];
  return { ...(min !== undefined && { min: String(min) }), ...(max !== undefined && { max: String(max) }) };
}

function buildColor({ label, emit }: ControlParts): Control {
  const input = create("input", { type: "color", "aria-label": label });
  input.addEventListener("input", () => {
    emit({ solid: { color: input.value } });
  });
  return {
    element: input,
    show: ({ value }) => {
      input.value = toHex(spell((value as { readonly value?: unknown } | undefined)?.value));
    },
  };
}

/** A text or a number as it is; nothing for anything else. */
function spell(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** An input of colors takes `#rrggbb` only; names and other forms are what a canvas makes of them. */
function toHex(color: string): string {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return "#000000";
  context.fillStyle = "#000000";
  context.fillStyle = color;
  return /^#[0-9a-f]{6}$/.test(context.fillStyle) ? context.fillStyle : "#000000";
}

function buildText({ label, emit, properties: { placeholder = "" } }: ControlParts): Control {
  const input = create("input", { type: "text", "aria-label": label, placeholder });
  input.addEventListener("change", () => {
    emit(input.value);
  });
  return {
    element: input,
    show: ({ value }) => {
      input.value = spell(value);
    },
  };
}

function buildReadOnly(): Control {
  const text = create("span", { class: "read-only" });
  return {
    element: text,
    show: ({ value }) => {
      text.textContent = JSON.stringify(value ?? null);
    },
  };
}
