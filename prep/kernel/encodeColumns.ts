import type { EncodedColumn, PlainValue } from "../columns/encodedColumn.ts";
import { flowColumns, type Column } from "../columns/schema.ts";
import { ianaProtocols } from "../scan/flowTuple.ts";
import type { Kernel, NumberName } from "./kernel.ts";
import { plainTexts } from "./plainTexts.ts";
import { selectRanges } from "./selectRanges.ts";
import type { KernelHour } from "./takeRecords.ts";

type ColumnName = (typeof flowColumns)[number]["name"];

/** A column but for its page, which is in the kernel. */
export type EncodedValues = Omit<EncodedColumn, "column" | "rows" | "page" | "nullCount">;

/** Encodes one column of the selected rows. The bytes that it gives are good until the next call. */
type Encode = (kernel: Kernel, column: Column) => EncodedValues;

const nothing = { dictionary: undefined, min: undefined, max: undefined };
/** By IANA number. */
export const protocolNames = Array.from(
  { length: 256 },
  (_, number) => ianaProtocols[String(number)] ?? String(number),
);
const states = ["Begin", "Continuing", "End", "Deny"];

const encoders: Readonly<Record<ColumnName, Encode>> = {
  Time: (kernel) => encodeNumbers(kernel, "times", 1000n),
  SrcIp: (kernel) => encodeCodes(kernel, "sources"),
  DestIp: (kernel) => encodeCodes(kernel, "targets"),
  SrcPort: (kernel) => encodePorts(kernel, "sourcePorts"),
  DestPort: (kernel) => encodePorts(kernel, "targetPorts"),
  Protocol: (kernel, column) => encodeNames(kernel, { column, shift: 0, names: protocolNames }),
  Direction: (kernel, column) => encodeNames(kernel, { column, shift: 8, names: ["Inbound", "Outbound"] }),
  Action: (kernel, column) => encodeNames(kernel, { column, shift: 9, names: ["Allow", "Deny"] }),
  Rule: (kernel, column) => encodeTexts(kernel, column, { place: "groupRules", isOfRecord: false }),
  FlowState: (kernel, column) => encodeNames(kernel, { column, shift: 10, names: states }),
  Encryption: (kernel) => {
    kernel.copyBits(kernel.get("encryptions"), 0, 0xffff, 1);
    return encodeSmall(kernel, { isNullable: true, ofAddresses: false });
  },
  PacketsSrcToDest: (kernel) => encodeCounter(kernel, 0),
  BytesSrcToDest: (kernel) => encodeCounter(kernel, 1),
  PacketsDestToSrc: (kernel) => encodeCounter(kernel, 2),
  BytesDestToSrc: (kernel) => encodeCounter(kernel, 3),
  Mac: (kernel, column) => encodeTexts(kernel, column, { place: "groupMacs", isOfRecord: false }),
  AclId: (kernel, column) => encodeTexts(kernel, column, { place: "groupAcls", isOfRecord: false }),
  ResourceId: (kernel, column) => encodeTexts(kernel, column, { place: "recordResources", isOfRecord: true }),
  TargetResourceId: (kernel, column) => encodeTexts(kernel, column, { place: "recordTargets", isOfRecord: true }),
  LogVersion: (kernel) => {
    kernel.spreadCodes(kernel.get("recordVersions"), 1);
    return encodeIntegers(kernel);
  },
  RecordTime: (kernel) => {
    kernel.spreadTimes();
    return encodeLarge(kernel, false);
  },
};

/** The columns of an hour's rows, in the order of the table. The bytes of one are good until the next one is asked for. */
export function* encodeColumns(kernel: Kernel, { ranges, tally: { rows } }: KernelHour): Generator<EncodedColumn> {
  selectRanges(kernel, ranges);
  for (const column of flowColumns) {
    const encoded = encoders[column.name](kernel, column);
    const page = bytesAt(kernel, "page", kernel.get("pageLength"));
    yield { column, rows, nullCount: kernel.get("nullCount"), page, ...encoded };
  }
}

/** Bytes of the kernel. */
export function bytesAt(kernel: Kernel, place: NumberName, length: number): Uint8Array {
  return kernel.bytes.subarray(kernel.get(place), kernel.get(place) + length);
}

function encodeCodes(kernel: Kernel, place: "sources" | "targets"): ReturnType<Encode> {
  kernel.copyCodes(kernel.get(place));
  return encodeSmall(kernel, { isNullable: false, ofAddresses: true });
}

function encodeTexts(
  kernel: Kernel,
  { nullable }: Column,
  { place, isOfRecord }: { readonly place: NumberName; readonly isOfRecord: boolean },
): ReturnType<Encode> {
  kernel.spreadCodes(kernel.get(place), Number(isOfRecord));
  return encodeSmall(kernel, { isNullable: nullable, ofAddresses: false });
}

function encodeSmall(
  kernel: Kernel,
  { isNullable, ofAddresses }: { readonly isNullable: boolean; readonly ofAddresses: boolean },
): ReturnType<Encode> {
  kernel.writeSmall(Number(isNullable));
  const count = kernel.get("distinctCount");
  if (count === 0) return nothing;
  kernel.writeTexts(Number(ofAddresses));
  const textOf = (code: bigint): string => {
    const at = kernel.get(ofAddresses ? "addressStarts" : "textStarts") / 4 + Number(code);
    const [start, end] = kernel.words.subarray(at, at + 2);
    return Buffer.from(kernel.bytes.subarray(start, end)).toString();
  };
  return {
    dictionary: { bytes: bytesAt(kernel, "texts", kernel.get("textsLength")), count },
    min: textOf(kernel.getBig("least")),
    max: textOf(kernel.getBig("greatest")),
  };
}

function encodePorts(kernel: Kernel, place: "sourcePorts" | "targetPorts"): ReturnType<Encode> {
  kernel.copyBits(kernel.get(place), 0, 0xffff, 0);
  return encodeIntegers(kernel);
}

/** The selected values of 32 bits. */
export function encodeIntegers(kernel: Kernel): ReturnType<Encode> {
  kernel.writeSmall(0);
  const values = distinctValues(kernel);
  return {
    dictionary: { bytes: bytesAt(kernel, "distinctSmall", values.length * 4), count: values.length },
    min: values.reduce((least, value) => Math.min(least, value), Infinity),
    max: values.reduce((most, value) => Math.max(most, value), -Infinity),
  };
}

/** Of the column of 32 bits that was written last, in the order of their codes. */
export function distinctValues(kernel: Kernel): Uint32Array {
  const at = kernel.get("distinctSmall") / 4;
  return kernel.words.subarray(at, at + kernel.get("distinctCount"));
}

/** Bits of the kinds of the rows, by their names; where the column is nullable, 0 is null and 1 the first name. */
function encodeNames(
  kernel: Kernel,
  { column, shift, names }: { readonly column: Column; readonly shift: number; readonly names: readonly string[] },
): ReturnType<Encode> {
  const base = Number(column.nullable);
  const mask = 2 ** Math.ceil(Math.log2(names.length + base)) - 1;
  kernel.copyBits(kernel.get("kinds"), shift, mask, base);
  kernel.writeSmall(base);
  const used = Array.from(distinctValues(kernel), (value) => names[value] ?? "");
  if (used.length === 0) return nothing;
  const [min, max] = [used.toSorted()[0], used.toSorted().at(-1)];
  return { dictionary: { bytes: plainTexts(used), count: used.length }, min, max };
}

function encodeCounter(kernel: Kernel, counter: number): ReturnType<Encode> {
  const column = kernel.get("counters") + counter * kernel.get("rowCapacity") * 8;
  kernel.copyNumbers(column, 1n, 1 << counter);
  return encodeLarge(kernel, true);
}

function encodeNumbers(kernel: Kernel, place: NumberName, factor: bigint): ReturnType<Encode> {
  kernel.copyNumbers(kernel.get(place), factor, 0);
  return encodeLarge(kernel, false);
}

/** The selected values of 64 bits. */
export function encodeLarge(kernel: Kernel, isNullable: boolean): ReturnType<Encode> {
  kernel.writeLarge(Number(isNullable));
  const count = kernel.get("distinctCount");
  const [least, greatest] = [kernel.getBig("least"), kernel.getBig("greatest")];
  if (least > greatest) return nothing;
  const [min, max]: PlainValue[] = [least, greatest];
  const dictionary = count === 0 ? undefined : { bytes: bytesAt(kernel, "distinctLarge", count * 8), count };
  return { dictionary, min, max };
}
