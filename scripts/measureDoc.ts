import { writeFile } from "node:fs/promises";
import path from "node:path";
import { format } from "prettier";
import { buildModel } from "../report/model/buildModel.ts";
import type { ModelMeasure } from "../report/model/types.ts";
import { comparedHost, hostMeasureNames, lastDay, measureTwins, type MeasureTwin } from "./measureTwins.ts";

/** docs/measures.md, made from the model and from the twins. Run this file to write it again. */
export const measureDocPath = path.join(import.meta.dirname, "..", "docs", "measures.md");

/** The whole text of docs/measures.md. */
export async function formatMeasureDoc(): Promise<string> {
  const measures = listSampleMeasures();
  const folders = Map.groupBy(measures, ({ folder }) => folder.en);
  const sections = [...folders].map(
    ([folder, inFolder]) => `## ${folder}\n\n${inFolder.map(formatMeasure).join("\n")}`,
  );
  const text = `# The measures of the report

What each measure means, its DAX, and its twin: the same question in DuckDB's SQL over the flows table (\`flows\` is all of
\`flows/**/*.parquet\`). The **number** is what both give on the sample data of \`npm start\` with nothing selected; a test runs
each twin and compares. DAX runs in Power BI only, so put a measure into a card there and compare. This page is made by
\`node scripts/measureDoc.ts\`; a test compares the two.

| measure | 한국어 | on the sample data | with ${lastDay} selected |
| --- | --- | --- | --- |
${measures.map(formatRow).join("\n")}

(blank) is what Power BI shows for nothing: all of the sample data has nothing before it, NSG logs tell nothing of
encryption, and no export of rules is given. The last column is for what compares: choose ${lastDay} in Date.
Measures of a selected host are those of ${comparedHost}: filter the card by Host of Hosts, and for the further numbers of
these by Peer of Peers or Port of Ports. The time zone is UTC and the language
English there.

${sections.join("\n")}`;
  return format(text, { parser: "markdown", printWidth: 120 });
}

/** The measures as \`npm start\` makes them. */
export function listSampleMeasures(): ModelMeasure[] {
  const { tables } = buildModel({
    location: { kind: "folder", path: "out" },
    format: "parquet",
    timeZone: "UTC",
    language: "en-US",
    rules: undefined,
  });
  return tables.flatMap(({ measures }) => [...measures]);
}

function formatRow(measure: ModelMeasure): string {
  return `| [${measure.name}](#${anchorOf(measure.name)}) | ${measure.caption.ko} | ${formatExpected(measure, twinOf(measure))} | ${formatOnLastDay(measure)} |`;
}

function formatMeasure(measure: ModelMeasure): string {
  const { name, caption, description, dax } = measure;
  return `### ${name}

${description.en}

- Captions: ${caption.en} · ${caption.ko}
- Format: ${measure.formatDax === undefined ? `\`${measure.format ?? "text"}\`` : "bytes, in the unit that suits (1 kB is 1000 B)"}
- Number: ${formatExpected(measure, twinOf(measure))}${hostMeasureNames.includes(name) ? `, for the host ${comparedHost}` : ""}

\`\`\`dax
${dax}
\`\`\`

\`\`\`sql
${twinOf(measure).sql}
\`\`\`
${formatDayTwin(measure)}${formatNarrowedTwins(measure)}`;
}

function formatDayTwin(measure: ModelMeasure): string {
  const { onLastDay } = twinOf(measure);
  if (!onLastDay) return "";
  return `
With ${lastDay} selected: ${formatExpected(measure, onLastDay)}

\`\`\`sql
${onLastDay.sql}
\`\`\`
`;
}

function formatNarrowedTwins(measure: ModelMeasure): string {
  const { narrowed = [] } = twinOf(measure);
  return narrowed
    .map(
      (twin) => `
With ${twin.selection} selected too: ${formatExpected(measure, twin)}

\`\`\`sql
${twin.sql}
\`\`\`
`,
    )
    .join("");
}

function formatOnLastDay(measure: ModelMeasure): string {
  const { onLastDay } = twinOf(measure);
  return onLastDay ? formatExpected(measure, onLastDay) : "";
}

/** The raw number, and behind it how a card shows it where that is not the same. */
function formatExpected(measure: ModelMeasure, { expected }: Pick<MeasureTwin, "expected">): string {
  if (expected === null) return "(blank)";
  const shown = showValue(measure, expected);
  return shown === expected ? expected : `${shown} (${expected})`;
}

function showValue({ format, formatDax }: ModelMeasure, expected: string): string {
  if (formatDax !== undefined) return showBytes(Number(expected));
  if (format === "#,0") return Number(expected).toLocaleString("en-US");
  return format?.endsWith("%") === true ? `${(Number(expected) * 100).toFixed(1)} %` : expected;
}

function showBytes(size: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(Math.max(Math.floor(Math.log10(size) / 3), 0), units.length - 1);
  return `${(size / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step] ?? ""}`;
}

function twinOf({ name }: ModelMeasure): MeasureTwin {
  const twin = measureTwins.find(({ measure }) => measure === name);
  if (twin === undefined) throw new Error(`the measure "${name}" has no twin in scripts/measureTwins.ts`);
  return twin;
}

/** As GitHub makes the anchor of a heading. */
function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}

if (process.argv[1] === import.meta.filename) await writeFile(measureDocPath, await formatMeasureDoc());
