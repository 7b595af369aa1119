import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { listCases, type CaseGroup, type Format } from "./prepCases.ts";
import { closeContest, openContest, runRound, type Contest } from "./prepContest.ts";
import { describeRun, formatResults, summarize, type ContestResult } from "./prepReport.ts";

/*
 * `flow-chord prep` against DuckDB on the same logs, against the SDK's download, and against a listing: how long, how
 * much memory, how large the tables? Before a time is told, the two tables are compared.
 * `node bench/prep.ts [--only CASE] [--format parquet|csv] [--rounds N] [--small | --large] [--json]`; the logs are made
 * once and stay in the system's folder for temporary files; a large run has a log of 4 GB and 100,000 small ones.
 */

const folder = path.join(tmpdir(), "flow-chord-bench-prep");

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    format: { type: "string" },
    rounds: { type: "string", default: "3" },
    small: { type: "boolean", default: false },
    large: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const groups = listCases(options.small ? "small" : options.large ? "large" : "usual");
const problem = findProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exit(2);
}
const results: ContestResult[] = [];
for (const group of groups) results.push(...(await measureGroup(group)));
console.log([describeRun(rounds), "", ...formatResults(results)].join("\n"));
if (options.json) console.log(JSON.stringify({ results }));

function findProblem(): string | undefined {
  if (!Number.isInteger(rounds) || rounds < 1) return `--rounds takes a whole number, not ${options.rounds}`;
  const names = groups.flat().map(({ name }) => name);
  if (options.only !== undefined && !names.includes(options.only))
    return `--only takes one of ${names.join(", ")}, not ${options.only}`;
  if (options.format !== undefined && !["parquet", "csv"].includes(options.format))
    return `--format takes parquet or csv, not ${options.format}`;
  return options.small && options.large ? "--small and --large exclude each other" : undefined;
}

/** All that is asked for of a group, in every format. */
async function measureGroup(group: CaseGroup): Promise<ContestResult[]> {
  const measured: ContestResult[] = [];
  for (const format of ["parquet", "csv"] as const) {
    const wanted = group.filter(({ name, goals }) => goals[format] !== undefined && isWanted(name, format));
    if (wanted.length > 0) measured.push(...(await measureInTurn(wanted, format)));
  }
  return measured;
}

function isWanted(name: string, format: Format): boolean {
  return (options.only ?? name) === name && (options.format ?? format) === format;
}

async function measureInTurn(group: CaseGroup, format: Format): Promise<ContestResult[]> {
  const contests: Contest[] = [];
  try {
    for (const prepCase of group) contests.push(await openContest(prepCase, format, folder));
    for (let round = 0; round < rounds; round++) {
      for (const contest of contests) {
        await runRound(contest, round);
        tellRound(contest, round);
      }
    }
  } finally {
    for (const contest of contests) await closeContest(contest);
  }
  return contests.map(summarize);
}

function tellRound({ prepCase: { name }, format, ours, rivals }: Contest, round: number): void {
  const [own, other] = [ours, rivals].map((runs) => `${runs.at(-1)?.seconds.toFixed(2) ?? "–"} s`);
  console.error(`${name} to ${format}, round ${round + 1} of ${rounds}: ${own ?? ""}, rival ${other ?? ""}`);
}
