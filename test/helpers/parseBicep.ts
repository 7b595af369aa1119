import { readFile } from "node:fs/promises";
import path from "node:path";
import { installPackage, runPython } from "./pythonPackage.ts";

/** What the parser of pycep makes of a file of Bicep: names and their contents. */
export interface BicepFile {
  readonly parameters?: Readonly<Record<string, { readonly type: string; readonly default?: unknown }>>;
  readonly resources?: Readonly<Record<string, BicepResource>>;
  readonly modules?: Readonly<Record<string, unknown>>;
}

interface BicepResource {
  readonly type: string;
  readonly api_version: string;
  readonly existing: boolean;
  readonly config: Readonly<Record<string, unknown>>;
}

const script = `
import json, sys
from pathlib import Path
from pycep import BicepParser
parser = BicepParser()
parsed = [parser.parse(file_path=Path(file)) for file in sys.argv[2:]]
Path(sys.argv[1]).write_text(json.dumps(parsed))
`;

/** Parses files of Bicep, by a parser that knows its syntax but no types; or says why it is not here. Throws on bad syntax. */
export async function parseBicep(
  files: readonly string[],
  scratch: string,
): Promise<readonly BicepFile[] | { readonly missing: string }> {
  const installed = await installPackage("pycep-parser");
  if ("missing" in installed) return installed;
  const out = path.join(scratch, "parsed.json");
  await runPython(["-c", script, out, ...files], [installed.folder]);
  return JSON.parse(await readFile(out, "utf8")) as BicepFile[];
}
