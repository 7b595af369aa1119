import type powerbi from "powerbi-visuals-api";
import type { Fields } from "./data/fields.ts";
import type { Filters } from "./data/filters.ts";
import type { Roles } from "./data/roles.ts";

/** The looks of the report. */
export const themes = ["light", "dark", "contrastWhite", "contrastBlack"] as const;

export type Theme = (typeof themes)[number];

/** How large the visual is: all the room there is, as a slide, as a phone, or so many pixels. */
export const sizeKinds = ["fit", "wide", "phone", "exact"] as const;

export interface StageSize {
  readonly kind: (typeof sizeKinds)[number];
  /** Of `exact`, px. */
  readonly width: number;
  readonly height: number;
}

/** The second visual: flows by a column, which of its bars are picked, and what that does to the first. */
export interface SecondVisual {
  readonly by: string;
  readonly mode: "highlight" | "filter";
  readonly picked: readonly string[];
}

/** What the reader has chosen on the page: all that a link has to say. */
export interface PageState {
  readonly roles: Roles;
  readonly filters: Filters;
  readonly second: SecondVisual;
  /** Properties of the visual: what the pane sets, and what the visual asked its host to keep. */
  readonly objects: powerbi.DataViewObjects;
  readonly theme: Theme;
  readonly locale: string;
  readonly size: StageSize;
}

export const noFilters: Filters = { from: "", to: "", leftOut: { Action: [], Rule: [] } };

/** Flows as value first, as denied flows carry no bytes. */
const firstRoles: Roles = {
  source: ["SrcIp"],
  destination: ["DestIp"],
  rule: ["Rule"],
  action: ["Action"],
  value: ["Flows"],
  tooltips: ["Bytes"],
};

/** What a view is made of, over what the page shows at first. */
export type ViewParts = Pick<PageState, "roles" | "filters" | "objects">;

/** Views worth a look, by name; each takes the place of roles, filters and settings. */
const views = {
  hosts: {},
  denied: { filters: leaveOut("Allow"), objects: { colors: { colorBy: "rule" } } },
  bytes: { roles: { value: ["Bytes"], flows: ["Flows"], tooltips: ["Packets", "Sessions"] } },
  networks: {
    roles: { source: ["SrcIp /16", "SrcIp /24", "SrcIp"], destination: ["DestIp /16", "DestIp /24", "DestIp"] },
  },
  protocols: { roles: { smallMultiple: ["Protocol"] } },
  matrix: { objects: { layout: { view: "matrix" } } },
} satisfies Readonly<Record<string, Partial<ViewParts>>>;

export type ViewName = keyof typeof views;

export const viewNames = Object.keys(views) as ViewName[];

/** The parts of a view; fields that the data do not have are left out. */
export function buildView(name: ViewName, fields: Fields): ViewParts {
  const { roles = {}, filters = noFilters, objects = {} }: Partial<ViewParts> = views[name];
  const isThere = (field: string): boolean => fields.categories.has(field) || fields.measures.has(field);
  const merged = Object.entries({ ...firstRoles, ...roles }).map(
    ([role, names]) => [role, names.filter(isThere)] as const,
  );
  return { roles: Object.fromEntries(merged), filters, objects };
}

function leaveOut(action: string): Filters {
  return { ...noFilters, leftOut: { ...noFilters.leftOut, Action: [action] } };
}

/** What the page shows at first; language and theme are those of the browser. */
export function buildFirstState(fields: Fields, locales: readonly string[]): PageState {
  return {
    ...buildView("hosts", fields),
    second: { by: "Rule", mode: "highlight", picked: [] },
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    locale: findLocale(locales, navigator.language),
    size: { kind: "fit", width: 960, height: 540 },
  };
}

/** A state from a link with only themes, sizes, languages and modes that there are. */
export function repairState(state: PageState, first: PageState, locales: readonly string[]): PageState {
  const choose = <T>(value: T, choices: readonly T[], otherwise: T): T => (choices.includes(value) ? value : otherwise);
  return {
    ...state,
    theme: choose(state.theme, themes, first.theme),
    locale: choose(state.locale, locales, first.locale),
    size: { ...state.size, kind: choose(state.size.kind, sizeKinds, first.size.kind) },
    second: { ...state.second, mode: choose(state.second.mode, ["highlight", "filter"], first.second.mode) },
  };
}

/** The locale of the list in the language of the browser, else the first. */
function findLocale(locales: readonly string[], wanted: string): string {
  const language = wanted.split("-")[0] ?? "";
  return (
    locales.find((locale) => locale === wanted) ??
    locales.find((locale) => locale.startsWith(`${language}-`)) ??
    "en-US"
  );
}
