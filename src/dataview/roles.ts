/** The data roles, exactly those of capabilities.json. */
export const roles = [
  "source",
  "destination",
  "rule",
  "action",
  "value",
  "flows",
  "smallMultiple",
  "tooltips",
] as const;

export type Role = (typeof roles)[number];
