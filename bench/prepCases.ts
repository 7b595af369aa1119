import type { ContainerShape } from "./flowLogs/container.ts";

/** What is asked for: how many times the rival's speed, and at most how much. */
export interface Goal {
  readonly ratio?: number;
  readonly peakMb?: number;
  /** Bytes of the tables by those of the rival's. */
  readonly sizeRatio?: number;
}

export type Format = "parquet" | "csv";

/** Logs, what is done with them, and against whom. */
export interface PrepCase {
  readonly name: string;
  readonly container: ContainerShape;
  /**
   * `duckdb` writes the same table; `download` takes the same blobs from the same Blob Storage and reads nothing in
   * them; `listing` lists the logs that are all known. DuckDB would have to hold a log of 4 GB as a whole: it has no rival.
   */
  readonly rival: "duckdb" | "download" | "listing" | undefined;
  /** Whether prep writes the traffic table beside that of the flows. */
  readonly hasTraffic?: true;
  /** The formats to write, and what is asked for in each. */
  readonly goals: Readonly<Partial<Record<Format, Goal>>>;
}

/** Cases whose rounds are run in turn, since they are compared with each other. */
export type CaseGroup = readonly PrepCase[];

/** The speed of a case in MB/s is to be so much of that of another one. */
export interface SpeedGoal {
  readonly name: string;
  readonly of: string;
  readonly least: number;
}

export const speedGoals: readonly SpeedGoal[] = [
  { name: "one4g", of: "one64", least: 0.8 },
  { name: "vnet", of: "v2", least: 0.75 },
  { name: "v1", of: "v2", least: 0.75 },
  { name: "traffic", of: "40files", least: 0.4 },
];

const mega = 1_000_000;

/** Every case: in a small run the logs are an eighth of the size, in a large one some are larger, and more. */
export function listCases(size: "small" | "usual" | "large"): readonly CaseGroup[] {
  const part = size === "small" ? 8 : 1;
  const wide = { files: 40, groups: 5, fileBytes: (12.9 * mega) / part };
  const some = { files: 10, groups: 5, fileBytes: (12.8 * mega) / part };
  const one = { files: 1, groups: 1 };
  const manyFiles = size === "large" ? 100_000 : 10_000 / part;
  const many = shape("many", { files: manyFiles, groups: 50, nicsPerGroup: 20, fileBytes: 2000 });
  // Azurite takes a millisecond or more for each request, and an upload is four.
  const fewer = { ...many, name: "fewer", files: Math.ceil(manyFiles / 10) };
  const forty = shape("forty", { ...wide, version1Files: 4 });
  return [
    [
      { name: "40files", container: forty, rival: "duckdb", goals: fortyGoals },
      { name: "traffic", container: forty, rival: "duckdb", hasTraffic: true, goals: { parquet: {} } },
    ],
    [
      {
        ...{ name: "one64", rival: "duckdb", goals: { parquet: { ratio: 8, peakMb: 250 }, csv: {} } },
        container: shape("one", { ...one, fileBytes: (64 * mega) / part }),
      },
      ...(size === "large" ? [huge(shape("huge", { ...one, fileBytes: 4000 * mega }))] : []),
    ],
    [{ name: "small", container: many, rival: "duckdb", goals: { parquet: { ratio: 5, peakMb: 350 } } }],
    [{ name: "again", container: many, rival: "listing", goals: { parquet: { ratio: 1 / 1.5, peakMb: 200 } } }],
    [
      { name: "v2", container: shape("two", some), rival: "duckdb", goals: { parquet: {} } },
      { name: "vnet", container: shape("four", { ...some, version: 4 }), rival: "duckdb", goals: { parquet: {} } },
      { name: "v1", container: shape("oldest", { ...some, version: 1 }), rival: "duckdb", goals: { parquet: {} } },
    ],
    [{ name: "azurite", container: forty, rival: "download", goals: { parquet: { ratio: 0.8, peakMb: 400 } } }],
    [{ name: "smallAzurite", container: fewer, rival: "download", goals: { parquet: { peakMb: 350 } } }],
  ];
}

const fortyGoals = { parquet: { ratio: 6, peakMb: 350, sizeRatio: 0.9 }, csv: { ratio: 5, peakMb: 150 } };

function huge(container: ContainerShape): PrepCase {
  return { name: "one4g", container, rival: undefined, goals: { parquet: {} } };
}

function shape(
  name: string,
  given: Partial<ContainerShape> & Pick<ContainerShape, "files" | "groups" | "fileBytes">,
): ContainerShape {
  return { name, version: 2, version1Files: 0, nicsPerGroup: 1, ...given };
}
