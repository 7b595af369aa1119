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
  /** How many lists of tuples were read, empty ones too. */
  readonly tupleLists: number;
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
  const context = { record: value, mac: readMac(value["macAddress"]) ?? pathMac ?? "", problems: [], tupleLists: 0 };
  const groups = isVnet ? readVnetGroups(context, flows) : readNsgGroups(context, flows);
  const recordTimeMs = readRecordTime(value["time"]);
  if (recordTimeMs === undefined) {
    const tuples = groups.reduce((sum, group) => sum + group.tuples.length, 0);
    return { kind: "bad", reason: `time ${describe(value["time"])} is not a UTC time`, tuples };
  }
  const resourceId = textOf(value["flowLogResourceID"] ?? value["resourceId"]) ?? "";
  const targetResourceId = textOf(value["targetResourceID"]);
  const { problems, tupleLists } = context;
  return { kind: "flow", recordTimeMs, resourceId, targetResourceId, groups, problems, tupleLists };
}

function isFlowRecord(value: JsonObject): boolean {
  const { category } = value;
  if (typeof category === "string") return flowCategories.includes(category);
  return "flowRecords" in value || memberOf(value["properties"], "flows") !== undefined;
}

function otherReason({ category }: JsonObject): string {
  return typeof category === "string" ? `category ${describe(category)}` : "no flows in it";
}

function readNsgGroups(context: GroupContext, flows: readonly unknown[]): TupleGroup[] {
  const { record, mac: recordMac, problems } = context;
  const given = memberOf(record["properties"], "Version");
  return objectsOf(flows, "properties.flows", problems).flatMap((ruleEntry) =>
    objectsOf(ruleEntry["flows"], "flows", problems).flatMap((flow) => {
      const tuples = listTuples(flow, context);
      const rule = textOf(ruleEntry["rule"]) ?? "";
      const mac = readMac(flow["mac"]) ?? recordMac;
      return tuples.length === 0 ? [] : [{ version: nsgVersion(given, tuples), rule, mac, aclId: null, tuples }];
    }),
  );
}

function readVnetGroups(context: GroupContext, flows: readonly unknown[]): TupleGroup[] {
  const { record, mac, problems } = context;
  const given = record["flowLogVersion"];
  const version = given === undefined || versionOf(given) === 4 ? 4 : unsupported(given);
  return objectsOf(flows, "flowRecords.flows", problems).flatMap((flow) =>
    objectsOf(flow["flowGroups"], "flowGroups", problems).flatMap((group) => {
      const tuples = listTuples(group, context);
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
  tupleLists: number;
}

function listTuples(holder: JsonObject, context: GroupContext): readonly unknown[] {
  context.tupleLists++;
  return listOf(holder["flowTuples"], "flowTuples", context.problems);
}

/** A record without a version is read by the number of fields of its first tuple: only version 1 has eight. */
function nsgVersion(given: unknown, tuples: readonly unknown[]): LogVersion | string {
  const [first] = tuples;
  if (given === undefined) return typeof first === "string" && first.split(",").length === 8 ? 1 : 2;
  const version = versionOf(given);
  return version === 1 || version === 2 ? version : unsupported(given);
}

function versionOf(given: unknown): number {
  return typeof given === "number" || typeof given === "string" ? Number(given) : NaN;
}

function unsupported(version: unknown): string {
  return `unsupported flow log version ${describe(version)}`;
}

/** What a value is, in a few words, whatever it is. */
function describe(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "an array" : "an object";
  const text = value === undefined ? "that is missing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** An empty list is silent; one that is missing, or something else, is a problem: its tuples may be lost. */
function listOf(value: unknown, name: string, problems: string[]): readonly unknown[] {
  if (Array.isArray(value)) return value;
  problems.push(value === undefined ? `${name} is missing` : `${name} is not an array`);
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
  const whole = value.slice(0, 19);
  const seconds = Date.parse(`${whole}Z`);
  const isOnCalendar = !Number.isNaN(seconds) && new Date(seconds).toISOString().startsWith(whole);
  const fraction = /\.(\d{1,3})/.exec(value)?.[1] ?? "";
  return isOnCalendar ? seconds + Number(fraction.padEnd(3, "0")) : undefined;
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
