import type { LogVersion } from "./flowTuple.ts";

/** What a parsed JSON object is: a flow record, another service's record, or a flow record that cannot be read. */
export type RecordReading = FlowRecord | OtherRecord | BadRecord;

export interface FlowRecord {
  readonly kind: "flow";
  /** Milliseconds since 1970 UTC; the service writes 100 ns, which are cut off. */
  readonly recordTimeMs: number;
  readonly resourceId: string;
  readonly targetResourceId: string | null;
  readonly groups: readonly TupleGroup[];
  /** Parts of the record that are not of the format, in words; the rest of it is good. */
  readonly problems: readonly string[];
}

/** Tuples that share rule, NIC and access control list. */
export interface TupleGroup {
  /** The log version of its tuples, or why they cannot be read. */
  readonly version: LogVersion | string;
  readonly rule: string;
  /** 12 hex digits, upper case; empty where the log has none. */
  readonly mac: string;
  readonly aclId: string | null;
  /** As in the log: strings, if all is well. */
  readonly tuples: readonly unknown[];
}

export interface OtherRecord {
  readonly kind: "other";
  readonly reason: string;
}

export interface BadRecord {
  readonly kind: "bad";
  readonly reason: string;
  /** How many tuples are lost with it, as far as they can be counted. */
  readonly tuples: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

const flowCategories: readonly unknown[] = ["NetworkSecurityGroupFlowEvent", "FlowLogFlowEvent"];
const recordTimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/**
 * Reads one record of a flow log, NSG or virtual network, without its tuples being parsed. `pathMac` is the NIC of
 * the blob's path, for records that do not name one. Never throws.
 */
export function readFlowRecord(value: unknown, pathMac: string | undefined): RecordReading {
  if (!isObject(value)) return { kind: "other", reason: "not a JSON object" };
  if (!isFlowRecord(value)) return { kind: "other", reason: otherReason(value) };
  const isVnet = "flowRecords" in value;
  const flows = isVnet ? memberOf(value["flowRecords"], "flows") : memberOf(value["properties"], "flows");
  const place = isVnet ? "flowRecords.flows" : "properties.flows";
  if (!Array.isArray(flows)) return { kind: "bad", reason: `${place} is not an array`, tuples: 0 };
  const context = { record: value, mac: readMac(value["macAddress"]) ?? pathMac ?? "", problems: [] };
  const groups = isVnet ? readVnetGroups(context, flows) : readNsgGroups(context, flows);
  const recordTimeMs = readRecordTime(value["time"]);
  if (recordTimeMs === undefined) {
    const tuples = groups.reduce((sum, group) => sum + group.tuples.length, 0);
    return { kind: "bad", reason: `time ${JSON.stringify(value["time"])} is not a UTC time`, tuples };
  }
  const resourceId = textOf(value["flowLogResourceID"] ?? value["resourceId"]) ?? "";
  const targetResourceId = textOf(value["targetResourceID"]);
  return { kind: "flow", recordTimeMs, resourceId, targetResourceId, groups, problems: context.problems };
}

function isFlowRecord(value: JsonObject): boolean {
  const { category } = value;
  if (typeof category === "string") return flowCategories.includes(category);
  return "flowRecords" in value || memberOf(value["properties"], "flows") !== undefined;
}

function otherReason({ category }: JsonObject): string {
  return typeof category === "string" ? `category ${JSON.stringify(category)}` : "no flows in it";
}

function readNsgGroups({ record, mac: recordMac, problems }: GroupContext, flows: readonly unknown[]): TupleGroup[] {
  const given = memberOf(record["properties"], "Version");
  return objectsOf(flows, "properties.flows", problems).flatMap((ruleEntry) =>
    objectsOf(ruleEntry["flows"], "flows", problems).flatMap((flow) => {
      const tuples = listOf(flow["flowTuples"], "flowTuples", problems);
      const rule = textOf(ruleEntry["rule"]) ?? "";
      const mac = readMac(flow["mac"]) ?? recordMac;
      return tuples.length === 0 ? [] : [{ version: nsgVersion(given, tuples), rule, mac, aclId: null, tuples }];
    }),
  );
}

function readVnetGroups({ record, mac, problems }: GroupContext, flows: readonly unknown[]): TupleGroup[] {
  const given = record["flowLogVersion"];
  const version = given === undefined || Number(given) === 4 ? 4 : unsupported(given);
  return objectsOf(flows, "flowRecords.flows", problems).flatMap((flow) =>
    objectsOf(flow["flowGroups"], "flowGroups", problems).flatMap((group) => {
      const tuples = listOf(group["flowTuples"], "flowTuples", problems);
      const rule = textOf(group["rule"]) ?? "";
      return tuples.length === 0 ? [] : [{ version, rule, mac, aclId: textOf(flow["aclID"]), tuples }];
    }),
  );
}

interface GroupContext {
  readonly record: JsonObject;
  readonly mac: string;
  /** Filled with what stands where a list or an object should be. */
  readonly problems: string[];
}

/** A record without a version is read by the number of fields of its first tuple: only version 1 has eight. */
function nsgVersion(given: unknown, tuples: readonly unknown[]): LogVersion | string {
  if (given === undefined) return String(tuples[0]).split(",").length === 8 ? 1 : 2;
  const version = Number(given);
  return version === 1 || version === 2 ? version : unsupported(given);
}

function unsupported(version: unknown): string {
  return `unsupported flow log version ${JSON.stringify(version)}`;
}

/** A list that is missing or null is empty; one that is something else is a problem. */
function listOf(value: unknown, name: string, problems: string[]): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined && value !== null) problems.push(`${name} is not an array`);
  return [];
}

function objectsOf(value: unknown, name: string, problems: string[]): readonly JsonObject[] {
  const entries = listOf(value, name, problems);
  const objects = entries.filter(isObject);
  for (let missing = entries.length - objects.length; missing > 0; missing--) {
    problems.push(`an entry of ${name} is not an object`);
  }
  return objects;
}

function readMac(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const digits = value.replaceAll(/[:-]/g, "").toUpperCase();
  return /^[0-9A-F]{12}$/.test(digits) ? digits : undefined;
}

function readRecordTime(value: unknown): number | undefined {
  if (typeof value !== "string" || !recordTimePattern.test(value)) return undefined;
  const seconds = Date.parse(`${value.slice(0, 19)}Z`);
  const fraction = /\.(\d{1,3})/.exec(value)?.[1] ?? "";
  return Number.isNaN(seconds) ? undefined : seconds + Number(fraction.padEnd(3, "0"));
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
