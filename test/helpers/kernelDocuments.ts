import * as fields from "./kernelFields.ts";
import { chanceOf, documentOf, logBy, startMs, tupleOf } from "./logText.ts";
import { nsgRecord, vnetRecord } from "./records.ts";

/*
 * Documents of the tables of kernelTables.ts, where the groups and records are not all alike.
 */

/** Comma and none, blank, what is no letter, and up to 4,096 bytes. UTF-8 orders U+FFFF before the astral planes. */
const texts = [
  ...["", " ", ",", "a,b", "null", "NaN", "\u007F", "\u0085", "\u2028"],
  ...["\u00E9", "e\u0301", "\uD55C", "\u1112\u1161\u11AB"],
  ...["\u202Eabc", "a\uFEFF", "\uE000", "\uFFFD", "\uFFFF", "日本語", "𝄞", "👩‍👩‍👧‍👦", "\u{10000}", "\u{10FFFF}"],
  ...["x".repeat(4096), "ü🦜".repeat(682), `${"y".repeat(4094)}ü`],
];

/** A text wherever one may stand, beside groups and records that leave it out. */
export function documentOfTexts(): string {
  const tuple = tupleOf(4, {});
  const records = texts.flatMap((text, index) => {
    const flowTuples = Array.from({ length: 1 + (index % 3) }, () => tuple);
    const flowGroups = [{ rule: text, flowTuples }, { flowTuples }];
    const flowRecords = { flows: [{ aclID: text, flowGroups }, { flowGroups }, { aclID: "", flowGroups: [] }] };
    const properties = { Version: 2, flows: [{ rule: text, flows: [{ flowTuples: [tupleOf(2, {})] }] }] };
    const isNamed = index % 2 === 0;
    return [
      vnetRecord([], { flowRecords, flowLogResourceID: text, ...(isNamed && { targetResourceID: text }) }),
      nsgRecord([], { properties, resourceId: text }),
    ];
  });
  return documentOf(records);
}

/** 20 records of 50 lists of 10 groups of one tuple; 7,000 rules. */
export function documentOfGroups(): string {
  const groupAt = (index: number) => ({
    rule: `rule ${index % 7000}`,
    flowTuples: [tupleOf(4, fields.variedFields(index))],
  });
  const flowAt = (index: number) => ({
    aclID: `/acl/${index % 300}`,
    flowGroups: Array.from({ length: 10 }, (_, group) => groupAt(index * 10 + group)),
  });
  const recordAt = (index: number) => {
    const flows = Array.from({ length: 50 }, (_, flow) => flowAt(index * 50 + flow));
    return vnetRecord([], { flowRecords: { flows } });
  };
  return documentOf(Array.from({ length: 20 }, (_, index) => recordAt(index)));
}

/** 10,000 records, each with a time, a NIC and a resource of its own, or of few others. */
export function documentOfRecords(): string {
  const recordAt = (index: number) => {
    const time = new Date(startMs + Math.floor(chanceOf(index, 0) * 4000) * 1000 + (index % 3)).toISOString();
    const mac = (index % 5000).toString(16).padStart(12, "0");
    const resource = `/resource/${index % 3000}`;
    const nsgTuple = tupleOf(index % 2 === 0 ? 1 : 2, {});
    if (index % 3 === 0) return nsgRecord([nsgTuple], { time, resourceId: resource });
    const target = { targetResourceID: index % 7 === 0 ? undefined : `/target/${index % 2000}` };
    return vnetRecord([tupleOf(4, {})], { time, macAddress: mac, flowLogResourceID: resource, ...target });
  };
  return documentOf(Array.from({ length: 10_000 }, (_, index) => recordAt(index)));
}

/** Readings of each version, which have texts and addresses in common. */
export function readingsOfAllVersions(): string[] {
  return ([1, 4, 2, 1] as const).map((version, reading) =>
    logBy(version, 700 + reading, (index) => fields.fieldsOfThreeHours(index % 1001)),
  );
}

/** Columns that are all null in one and not in the next, and the other way round. */
export function documentsOfPorts(): string[] {
  return [
    logBy(4, 65_536, fields.fieldsWithoutCounters),
    logBy(4, 3001, fields.fieldsWithCounters),
    logBy(1, 1000, fields.variedFields),
  ];
}

/** As many texts as the dictionary of the kernel takes: with these rules come the NICs, two ids and a state. */
const mostTexts = 1 << 14;
const otherTexts = 5;

/** The last record needs one more text: the empty one, of a rule without a name. */
export function documentOfAllTexts(): string {
  const rules = Array.from({ length: mostTexts - otherTexts }, (_, index) => ({ rule: `rule ${index}` }));
  const records = [];
  for (let first = 0; first < rules.length; first += 500) records.push(rules.slice(first, first + 500));
  const groups = [...records, [{}]];
  return documentOf(
    groups.map((list) => {
      const flowGroups = list.map((named) => ({ ...named, flowTuples: [tupleOf(4, {})] }));
      return vnetRecord([], { flowRecords: { flows: [{ flowGroups }] } });
    }),
  );
}
