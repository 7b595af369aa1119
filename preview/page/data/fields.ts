import { formatPrefix, parseAddress } from "../../../src/model/address.ts";
import type { DimensionName } from "../../payload.ts";
import type { Cube } from "./cube.ts";

/** A column of the table that the roles can take: the number of each row's text. */
export interface Category {
  readonly name: string;
  /** Sorted, each once. */
  readonly texts: readonly string[];
  readonly codes: Uint32Array;
}

/** A measure: what each row of the cube adds to its sum; NaN for nothing. */
export interface Measure {
  readonly name: MeasureName;
  readonly values: Float64Array;
}

export type MeasureName = (typeof measures)[number];

const measures = ["Flows", "Denied", "Sessions", "Bytes", "BytesSent", "BytesReceived", "Packets"] as const;

/** What can be put into the roles. */
export interface Fields {
  readonly categories: ReadonlyMap<string, Category>;
  readonly measures: ReadonlyMap<string, Measure>;
}

/** The columns that tell rows apart, with those that are derived from them, and the measures that some row has. */
export function listFields(cube: Cube): Fields {
  const categories = [
    ...listEnd(cube, "SrcIp"),
    ...listEnd(cube, "DestIp"),
    ...(["Rule", "Action", "Protocol", "Direction", "DestPort"] as const).map((name) => derive(cube, name, name)),
    derive(cube, "ResourceId", "Resource", (text) => text.slice(text.lastIndexOf("/") + 1)),
    derive(cube, "Hour", "Hour"),
    derive(cube, "Hour", "Day", (text) => text.slice(0, "2018-11-13".length)),
    derive(cube, "Hour", "HourOfDay", (text) => text.slice("2018-11-13 ".length)),
  ].filter(({ texts }) => texts.some((text) => text !== ""));
  return {
    categories: new Map(categories.map((category) => [category.name, category])),
    measures: new Map(listMeasures(cube).map((measure) => [measure.name, measure])),
  };
}

/** An address and the prefixes that stand for subnets: of IPv4 16 and 24 bits, of IPv6 32 and 48. */
function listEnd(cube: Cube, name: "SrcIp" | "DestIp"): Category[] {
  const prefixed = (lengths: { 4: number; 6: number }) => (text: string) => {
    const address = parseAddress(text);
    return address === undefined ? text : formatPrefix(address, lengths[address.family]);
  };
  return [
    derive(cube, name, name),
    derive(cube, name, `${name} /24`, prefixed({ 4: 24, 6: 48 })),
    derive(cube, name, `${name} /16`, prefixed({ 4: 16, 6: 32 })),
  ];
}

function derive(cube: Cube, from: DimensionName, name: string, spell?: (text: string) => string): Category {
  const { texts, codes } = cube.dimension(from);
  if (spell === undefined) return { name, texts, codes };
  const spelt = texts.map(spell);
  const distinct = [...new Set(spelt)].sort();
  const places = new Map(distinct.map((text, place) => [text, place]));
  const recoded = Uint32Array.from(spelt, (text) => places.get(text) ?? 0);
  return { name, texts: distinct, codes: codes.map((code) => recoded[code] ?? 0) };
}

function listMeasures(cube: Cube): Measure[] {
  const { texts, codes } = cube.dimension("Action");
  const denied = texts.indexOf("Deny");
  const flows = cube.measure("Flows");
  const both = (name: "Bytes" | "Packets") =>
    addMeasured(cube.measure(`${name}SrcToDest`), cube.measure(`${name}DestToSrc`));
  const columns: Readonly<Record<MeasureName, Float64Array>> = {
    Flows: flows,
    Denied: flows.map((value, row) => (codes[row] === denied ? value : NaN)),
    Sessions: cube.measure("Sessions"),
    Bytes: both("Bytes"),
    BytesSent: cube.measure("BytesSrcToDest"),
    BytesReceived: cube.measure("BytesDestToSrc"),
    Packets: both("Packets"),
  };
  return measures
    .map((name) => ({ name, values: columns[name] }))
    .filter(({ name, values }) => name === "Flows" || values.some((value) => !Number.isNaN(value)));
}

/** NaN only where neither was measured. */
function addMeasured(sent: Float64Array, received: Float64Array): Float64Array {
  return sent.map((value, row) => {
    const other = received[row] ?? NaN;
    if (Number.isNaN(value)) return other;
    return Number.isNaN(other) ? value : value + other;
  });
}
