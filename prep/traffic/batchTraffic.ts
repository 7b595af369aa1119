import type { Batch, BigIntColumn, NumberColumn, StringColumn } from "../columns/batch.ts";
import { counterColumns, tallyBatch } from "../columns/tally.ts";
import type { Appendable } from "../sink/hourFiles.ts";
import type { Chunk } from "../sink/tableFormat.ts";
import { codeAddress, isSession, packKind, setAddresses, setCounters } from "./trafficKey.ts";
import { writeTrafficChunk } from "./trafficChunk.ts";
import { addNext, createTrafficGroups, word, type TrafficGroups } from "./trafficGroups.ts";
import { codeText, createTexts, type TrafficTexts } from "./trafficTexts.ts";

/** Adds up the rows of an hour that are in a batch, and puts the groups into the spool. */
export function encodeBatchTraffic(batch: Batch, spool: Appendable): Chunk {
  const groups = createTrafficGroups();
  const texts = createTexts();
  const columns = columnsOf(batch, texts);
  let row = 0;
  for (const { lineage, rows } of batch.segments) {
    groups.next[word.lineage] = lineage;
    for (const end = row + rows; row < end; row++) addRow(groups, columns, row);
  }
  return writeTrafficChunk(groups, texts.values, { spool, segments: batch.segments, tally: tallyBatch(batch) });
}

function columnsOf({ columns }: Batch, texts: TrafficTexts) {
  const find = (name: string) => columns.find(({ column }) => column.name === name);
  const strings = (name: string): StringColumn => find(name) as StringColumn;
  const codesOf = (name: string) => {
    const { codes, values } = strings(name);
    return { codes, own: values.map((value) => codeText(texts, value)) };
  };
  const addressesOf = (name: string) => {
    const { codes, values } = strings(name);
    return { codes, own: values.map((value) => codeAddress(texts, value)) };
  };
  return {
    source: addressesOf("SrcIp"),
    target: addressesOf("DestIp"),
    port: find("DestPort") as NumberColumn,
    protocol: codesOf("Protocol"),
    direction: strings("Direction"),
    action: strings("Action"),
    state: strings("FlowState"),
    rule: codesOf("Rule"),
    resource: codesOf("ResourceId"),
    counters: counterColumns.map(({ name }) => find(name) as BigIntColumn),
  };
}

type Columns = ReturnType<typeof columnsOf>;

function addRow(groups: TrafficGroups, columns: Columns, row: number): void {
  const { next } = groups;
  const { source, target, port, protocol, direction, action, state, rule, resource } = columns;
  const decision = valueAt(action, row);
  const from = ownAt(source, row);
  const to = ownAt(target, row);
  const [isOutbound, isDenied] = [valueAt(direction, row) === "Outbound", decision === "Deny"];
  const kind = packKind({ port: port.values[row] ?? 0, isOutbound, isDenied });
  setAddresses(next, kind, from, to);
  next[word.protocol] = ownAt(protocol, row);
  next[word.rule] = ownAt(rule, row);
  next[word.resource] = ownAt(resource, row);
  next[word.flows] = 1;
  next[word.sessions] = isSession(decision, valueAt(state, row)) ? 1 : 0;
  setCounters(next, (counter) => counterAt(columns.counters[counter], row));
  next[word.unmeasured] = next[word.measured] === 0 ? 1 : 0;
  addNext(groups);
}

function counterAt(column: BigIntColumn | undefined, row: number): bigint | null {
  return column === undefined || column.nulls[row] === 1 ? null : (column.values[row] ?? null);
}

function valueAt({ values, codes }: StringColumn, row: number): string | undefined {
  return values[codes[row] ?? -1];
}

function ownAt<T>({ codes, own }: { readonly codes: Int32Array; readonly own: readonly T[] }, row: number): T {
  return own[codes[row] ?? -1] as T;
}
