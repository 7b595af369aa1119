import { flowColumns, trafficColumns } from "../columns/schema.ts";
import { counterColumns } from "../columns/tally.ts";
import type { Segment } from "../columns/batch.ts";
import { takeSegments } from "../columns/takeSegments.ts";
import { readTable, type TableRow } from "../sink/readTable.ts";
import type { ExistingFile, KeepAs } from "../sink/tableFormat.ts";
import { codeAddress, isSession, packKind, setAddresses, setCounters, type AddressWord } from "./trafficKey.ts";
import { word } from "./trafficGroups.ts";
import { codeText, type TrafficTexts } from "./trafficTexts.ts";

/** Puts a row of the traffic table into a group. */
export function setTrafficRow(next: Uint32Array, texts: TrafficTexts, row: TableRow): void {
  const textOf = (name: string): number => codeText(texts, row[name] as string);
  const [source, target] = ["SrcIp", "DestIp"].map((name) => codeAddress(texts, row[name] as string));
  const [isOutbound, isDenied] = [row["Direction"] === "Outbound", row["Action"] === "Deny"];
  const kind = packKind({ port: row["DestPort"] as number, isOutbound, isDenied });
  setAddresses(next, kind, source as AddressWord, target as AddressWord);
  next[word.protocol] = textOf("Protocol");
  next[word.rule] = textOf("Rule");
  next[word.resource] = textOf("ResourceId");
  next[word.lineage] = 0;
  next[word.flows] = Number(row["Flows"]);
  next[word.sessions] = Number(row["Sessions"]);
  next[word.unmeasured] = Number(row["UnmeasuredFlows"]);
  setCounters(next, (counter) => row[counterColumns[counter]?.name ?? ""] as bigint | null);
}

type Format = "parquet" | "csv";

/** The rows of a file of the traffic table. */
export function readTraffic(
  { access }: Pick<ExistingFile, "access">,
  format: Format,
): AsyncGenerator<Iterable<TableRow>> {
  return readTable(access, format, trafficColumns);
}

const usedNames = new Set<string>([...trafficColumns.map(({ name }) => name), "FlowState"]);
const usedColumns = flowColumns.filter(({ name }) => usedNames.has(name));

/** The rows of a file of the flows table that stay, each as a row of the traffic table. */
export async function* readFlowsAsTraffic(
  { access, segments }: Pick<ExistingFile, "access" | "segments">,
  format: Format,
  keepAs: KeepAs,
): AsyncGenerator<Iterable<TableRow>> {
  const take = takeSegments(segments);
  for await (const rows of readTable(access, format, usedColumns)) yield keepRows(rows, take, keepAs);
}

function* keepRows(
  rows: Iterable<TableRow>,
  take: ReturnType<typeof takeSegments>,
  keepAs: KeepAs,
): Generator<TableRow> {
  for (const row of rows) {
    const [segment] = take(1) as [Segment];
    if (keepAs(segment.lineage) === undefined) continue;
    const isMeasured = counterColumns.some(({ name }) => row[name] !== null);
    const began = isSession(row["Action"], row["FlowState"]);
    yield { ...row, Flows: 1n, Sessions: began ? 1n : 0n, UnmeasuredFlows: isMeasured ? 0n : 1n };
  }
}
