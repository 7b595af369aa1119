import assert from "node:assert/strict";
import test from "node:test";
import { hostMeasures } from "../../../report/model/measures/hostMeasures.ts";

/*
 * Nothing here evaluates DAX, but the measures of the host are three sums over filters of a few kinds. These are read out
 * of the measure's text and tried on every selection of a small network, against what the measure is meant to count.
 */

interface Flow {
  readonly SrcIp: string;
  readonly DestIp: string;
  readonly DestPort: number;
  readonly count: number;
}

/** What is selected, by table. */
type Selection = Readonly<Record<"Hosts" | "Peers" | "Ports", readonly (string | number)[]>>;

const dax = hostMeasures.find(({ name }) => name === "Host flow count")?.dax ?? "";

/** The variables of the measure with their expressions on one line, and behind RETURN the last. */
const variables = new Map(
  [...dax.matchAll(/(?:^VAR (\w+) =|^(RETURN))([\s\S]*?)(?=^VAR|^RETURN|$(?![\s\S]))/gm)].map(
    ([, name, last, text]) => [name ?? last ?? "", (text ?? "").replace(/\s+/g, " ").trim()],
  ),
);

/** The arguments of a call, at its own depth. */
function listArguments(call: string): string[] {
  const found = [""];
  let depth = 0;
  for (const character of call.slice(call.indexOf("(") + 1, call.lastIndexOf(")"))) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "," && depth === 0) found.push("");
    else found.push(`${found.pop() ?? ""}${character}`);
  }
  return found.map((text) => text.trim());
}

/** Whether a flow passes a filter argument: the variable holds values of a table as those of a column of Traffic. */
function passes(flow: Flow, filter: string, selection: Selection): boolean {
  const variable = /^KEEPFILTERS \( (\w+) \)$/.exec(filter)?.[1] ?? "";
  const pattern = /^TREATAS \( VALUES \( (Hosts|Peers|Ports)\[\w+\] \), Traffic\[(SrcIp|DestIp|DestPort)\] \)$/;
  const [, table, column] = pattern.exec(variables.get(variable) ?? "") ?? [];
  assert.ok(table !== undefined && column !== undefined, filter);
  return selection[table as keyof Selection].includes(flow[column as keyof Flow]);
}

/** Sum of a branch; undefined is blank. Hosts filter the source, or the destination where that is asked for. */
function evaluateSum(branch: string, flows: readonly Flow[], selection: Selection): number | undefined {
  const [measure, ...filters] = branch.startsWith("CALCULATE") ? listArguments(branch) : [branch];
  assert.equal(measure, "[Flow count]");
  const byDestination = "USERELATIONSHIP ( Traffic[DestIp], Hosts[Host] )";
  const end = filters.includes(byDestination) ? "DestIp" : "SrcIp";
  const rest = filters.filter((filter) => filter !== byDestination);
  const left = flows
    .filter((flow) => selection.Hosts.includes(flow[end]))
    .filter((flow) => rest.every((filter) => passes(flow, filter, selection)));
  return left.length === 0 ? undefined : left.reduce((sum, { count }) => sum + count, 0);
}

/** The measure with Peers or Ports filtered, or with neither: blank and blank is blank, else blank adds nothing. */
function evaluate(flows: readonly Flow[], selection: Selection, isNarrowed: boolean): number | undefined {
  const [source, destination, both] = ["AsSource", "AsDestination", "AsBoth"].map((name) => {
    const [condition, narrowed = "", plain = ""] = listArguments(variables.get(name) ?? "");
    assert.equal(condition, "IsNarrowed");
    return evaluateSum(isNarrowed ? narrowed : plain, flows, selection);
  });
  if (source === undefined && destination === undefined) return undefined;
  return (source ?? 0) + (destination ?? 0) - (both ?? 0);
}

/** Every flow that has a selected host at one end and a selected peer at the other, once, by its port. */
function countOnce(flows: readonly Flow[], { Hosts, Peers, Ports }: Selection): number | undefined {
  const left = flows.filter(
    ({ SrcIp, DestIp, DestPort }) =>
      Ports.includes(DestPort) &&
      ((Hosts.includes(SrcIp) && Peers.includes(DestIp)) || (Hosts.includes(DestIp) && Peers.includes(SrcIp))),
  );
  return left.length === 0 ? undefined : left.reduce((sum, { count }) => sum + count, 0);
}

function listSubsets<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [[]];
  const others = listSubsets(rest);
  return [...others, ...others.map((subset) => [first, ...subset])];
}

const hosts = ["a", "b", "c", "d"];
const ports = [53, 443];
/** Counts are powers of two, so that no two sets of flows have the same sum; d never meets a, c talks to itself. */
const flows = [
  ["a", "b", 53],
  ["b", "a", 53],
  ["b", "a", 443],
  ["a", "a", 443],
  ["b", "c", 53],
  ["c", "c", 443],
  ["c", "a", 443],
  ["d", "c", 53],
].map(([SrcIp, DestIp, DestPort], index) => ({ SrcIp, DestIp, DestPort, count: 2 ** index }) as Flow);

test("the parts of the measure are read, and put together as they should be", () => {
  assert.equal(variables.get("IsNarrowed"), "ISFILTERED ( Peers[Peer] ) || ISFILTERED ( Ports[Port] )");
  assert.equal(variables.get("AsEither"), "AsSource + AsDestination");
  assert.equal(variables.get("RETURN"), "IF ( NOT ISBLANK ( AsEither ), AsEither - AsBoth )");
  assert.deepEqual(listArguments("IF ( a, F ( b, c ), d )"), ["a", "F ( b, c )", "d"]);
});

test("whatever hosts, peers and ports are selected, each flow between them counts once, and none is blank", () => {
  const subsets = listSubsets(hosts);
  const selections = subsets.flatMap((Hosts) =>
    subsets.flatMap((Peers) => listSubsets(ports).map((Ports) => ({ Hosts, Peers, Ports }))),
  );
  assert.equal(selections.length, 1024);
  for (const selection of selections)
    assert.equal(evaluate(flows, selection, true), countOnce(flows, selection), JSON.stringify(selection));
  const blank = selections.filter((selection) => countOnce(flows, selection) === undefined).length;
  assert.ok(blank > 400 && blank < 600, String(blank));
});

test("with neither peers nor ports filtered it is the same as with all of them selected", () => {
  for (const Hosts of listSubsets(hosts)) {
    const selection = { Hosts, Peers: hosts, Ports: ports };
    assert.equal(evaluate(flows, selection, false), evaluate(flows, selection, true), Hosts.join());
  }
});

test("a host that only receives, its peer, itself, and one it never met", () => {
  const ask = (host: string, peer: string) => evaluate(flows, { Hosts: [host], Peers: [peer], Ports: ports }, true);
  assert.equal(ask("c", "b"), 16);
  assert.equal(ask("b", "c"), 16);
  assert.equal(ask("a", "b"), 1 + 2 + 4);
  assert.equal(ask("a", "a"), 8);
  assert.equal(ask("a", "d"), undefined);
});

test("the other two measures of the host are the same over other measures", () => {
  const others = [
    ["Host bytes", "Bytes"],
    ["Host denied flows", "Denied flows"],
  ] as const;
  for (const [name, measure] of others) {
    const found = hostMeasures.find((it) => it.name === name);
    assert.equal(found?.dax, dax.replaceAll("[Flow count]", `[${measure}]`));
  }
});
