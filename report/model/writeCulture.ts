import { joinLines, property, quoteName, type TmdlNode } from "./tmdl.ts";
import type { Model, ModelTable, Words } from "./types.ts";

/** What one object is called in one language. */
interface Translated {
  readonly name: string;
  readonly caption?: Words;
  readonly description?: Words;
  readonly isHidden?: boolean;
  readonly folder?: Words;
}

/** The translations of one culture: of every object that readers see, and of nothing that is hidden. */
export function writeCulture(model: Model, culture: "en-US" | "ko-KR"): TmdlNode {
  const language = culture === "en-US" ? "en" : "ko";
  const tables = model.tables.filter((table) => table.isHidden !== true);
  return {
    line: `cultureInfo ${culture}`,
    children: joinLines([
      {
        line: "translations",
        children: [{ line: "model Model", children: tables.map((table) => translateTable(table, language)) }],
      },
    ]),
  };
}

function translateTable(table: ModelTable, language: keyof Words): TmdlNode {
  return translate("table", table, language, [
    ...table.columns.flatMap((column) => translateVisible("column", column, language)),
    ...table.measures.flatMap((measure) => translateVisible("measure", measure, language)),
    ...table.hierarchies.map((hierarchy) =>
      translate(
        "hierarchy",
        hierarchy,
        language,
        hierarchy.levels.map(({ column, caption }) => translate("level", { name: column, caption }, language)),
      ),
    ),
  ]);
}

function translateVisible(kind: string, object: Translated, language: keyof Words): TmdlNode[] {
  return object.isHidden === true ? [] : [translate(kind, object, language)];
}

/** Descriptions are English in the model itself, so the English culture has none. */
function translate(
  kind: string,
  object: Translated,
  language: keyof Words,
  children: readonly TmdlNode[] = [],
): TmdlNode {
  const { caption, description, folder } = object;
  return {
    line: `${kind} ${quoteName(object.name)}`,
    children: [
      ...(caption === undefined ? [] : [property("caption", caption[language])]),
      ...(description === undefined || language === "en" ? [] : [property("description", description[language])]),
      ...(folder === undefined ? [] : [property("displayFolder", folder[language])]),
      ...children,
    ],
  };
}
