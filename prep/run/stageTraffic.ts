import { getFile, type KnownFile } from "../checkpoint/tableFiles.ts";
import { counterColumns, type Tally } from "../columns/tally.ts";
import { folders } from "../destination/destination.ts";
import { PrepError } from "../errors.ts";
import { hourFolder } from "../sink/hours.ts";
import { dropsRows, type ExistingFile, type TableFormat } from "../sink/tableFormat.ts";
import { mergeTraffic, type TrafficInput } from "../traffic/mergeTraffic.ts";
import { readFlowsAsTraffic, readTraffic } from "../traffic/trafficRow.ts";
import { keepAsOf, type Part } from "./part.ts";
import { explainDamage, openExisting, sizeOf, stageFile, type StagedTables } from "./stagedFiles.ts";

/** An hour of the flows table before and after the part, in the first format. */
export interface FlowsOfHour {
  readonly hourMs: number;
  readonly format: TableFormat;
  readonly before: KnownFile | undefined;
  readonly after: Tally | undefined;
}

/**
 * Adds what was read to the traffic of an hour. Where rows of the hour are dropped, or its traffic is not there yet, it
 * is added up from the flows that stay. Throws where it would not come to the same as the flows of the hour.
 */
export async function stageTraffic(part: Part, tables: StagedTables, flows: FlowsOfHour): Promise<void> {
  const { formats, spool, hours } = part;
  const { hourMs, format } = flows;
  const [keepAs, base] = [keepAsOf(part), await openBase(part, flows)];
  const chunks = hours.get(hourMs)?.[formats.length] ?? [];
  const merged = await mergeTraffic({ hourMs, chunks, keepAs, spool, base, formats }).catch((cause: unknown) => {
    throw base ? explainDamage(cause, trafficPath(hourMs, format)) : cause;
  });
  checkSums(flows, merged);
  for (const [index, { extension, name }] of formats.entries()) {
    const path = trafficPath(hourMs, { extension });
    const parts = merged.files[index] ?? [];
    const file: KnownFile = { path, kind: name, hourMs, bytes: sizeOf(parts), segments: [], tally: merged.tally };
    await stageFile(part, tables, { file, parts });
  }
}

/** Where the traffic of an hour is, below the destination. */
export function trafficPath(hourMs: number, { extension }: Pick<TableFormat, "extension">): string {
  return `${folders.traffic}/${hourFolder(hourMs)}/traffic${extension}`;
}

async function openBase(part: Part, { hourMs, format, before }: FlowsOfHour): Promise<TrafficInput["base"]> {
  if (!before) return undefined;
  const keepAs = keepAsOf(part);
  const known = getFile(part.checkpoint, trafficPath(hourMs, format));
  const isUsable = known !== undefined && !dropsRows(before.segments, keepAs);
  const file: ExistingFile = await openExisting(part, isUsable ? known : before);
  return {
    rows: file.tally.rows,
    read: () => (isUsable ? readTraffic(file, format.name) : readFlowsAsTraffic(file, format.name, keepAs)),
  };
}

function checkSums({ hourMs, after }: FlowsOfHour, { flows, tally }: Awaited<ReturnType<typeof mergeTraffic>>): void {
  const isSame = counterColumns.every(({ name }) => tally.sums[name] === (after?.sums[name] ?? 0n));
  if (isSame && flows === (after?.rows ?? 0)) return;
  const hour = new Date(hourMs).toISOString();
  const message = `counts do not add up: the traffic of ${hour} is not that of its flows; nothing was written: --full writes the tables anew`;
  throw new PrepError("ledger", message);
}
