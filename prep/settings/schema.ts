import { settings, type Setting } from "./settings.ts";

/** A JSON schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What `flow-chord.json` may hold, for editors and for the reader of it (JSON Schema draft 7). Made from the table of
 * settings: what is new there is in it.
 */
export function configSchema(): JsonSchema {
  const allowed = settings.filter(({ isForOneRun }) => isForOneRun !== true);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "flow-chord.json",
    description: "What flow-chord prep reads, writes and tells. Secrets do not belong here, but into the environment.",
    type: "object",
    properties: {
      $schema: { type: "string", description: "Where this schema lies, for editors." },
      ...Object.fromEntries(allowed.map((setting) => [setting.key, schemaOf(setting)])),
    },
    additionalProperties: false,
  };
}

function schemaOf({ kind, help, usual, example, choices, pattern, limits, flags }: Setting): JsonSchema {
  const description = flags?.startsWith("--no-") ? `false: ${help}` : help;
  const words = {
    description,
    ...(usual !== undefined && { default: usual }),
    ...(example !== undefined && { examples: [kind === "list" ? [example] : example] }),
  };
  switch (kind) {
    case "flag":
      return { type: "boolean", ...words };
    case "number":
      return { type: "integer", ...(limits && { minimum: limits[0], maximum: limits[1] }), ...words };
    case "choice":
      return { enum: choices, ...words };
    case "list":
      return { type: "array", items: { type: "string", minLength: 1 }, ...words };
    case "text":
      return { type: "string", minLength: 1, ...(pattern !== undefined && { pattern }), ...words };
  }
}
