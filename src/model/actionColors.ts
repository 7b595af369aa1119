import type { ActionKind } from "./types";

/** The colours of the kinds of action until the author picks others: told apart in every kind of colour vision. */
export const defaultActionColors: Readonly<Record<ActionKind, string>> = {
  allow: "#3A7CB8",
  deny: "#D55E00",
  other: "#7B8794",
};
