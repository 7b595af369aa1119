import type { ActionKind } from "./types";

/** The colours of the kinds of action until the author picks others: told apart in every kind of colour vision. */
export const defaultActionColors: Readonly<Record<ActionKind, string>> = {
  allow: "#3A7CB8",
  deny: "#D55E00",
  other: "#7B8794",
};

/** What the colours of the ribbons stand for. */
export type ColorBy = "action" | "rule" | "source" | "destination" | "field";

/** Where denied flows are hatched: always, where colours do not stand for actions, or never. */
export type Hatch = "always" | "otherColors" | "never";

/** A rule (by text) or a host or group (by key) that colours stand for, under its name, with its present colour. */
export interface ColorEntry {
  readonly key: string;
  readonly displayName: string;
  readonly color: string;
}

/** The colours that the author picked for single rules (by text) and hosts (by key). */
export interface PickedColors {
  readonly rules: ReadonlyMap<string, string>;
  readonly hosts: ReadonlyMap<string, string>;
}
