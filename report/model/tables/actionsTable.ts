import { formatTable } from "../queries/literals.ts";
import type { ModelTable } from "../types.ts";

/** What a rule decides. A table of its own, since columns of the facts are narrowed to flows that a host is source of. */
export function buildActions(): ModelTable {
  return {
    name: "Actions",
    caption: { en: "Actions", ko: "동작" },
    description: {
      en: "Allow and Deny, of Traffic and of Flows.",
      ko: "트래픽과 흐름의 Allow(허용)와 Deny(거부).",
    },
    columns: [
      {
        name: "Action",
        type: "string",
        caption: { en: "Action", ko: "동작" },
        description: { en: "Allow or Deny, as in the log.", ko: "Allow(허용) 또는 Deny(거부), 로그에 적힌 그대로." },
      },
    ],
    measures: [],
    hierarchies: [],
    source: { kind: "m", expression: formatTable([["Action", "text"]], [["Allow"], ["Deny"]]) },
  };
}
