import { accessSync, constants } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { ReportFile } from "../../../report/settings.ts";

const root = path.join(import.meta.dirname, "..", "..", "..");
const program = path.join(root, "node_modules/@microsoft/powerbi-modeling-mcp-linux-x64/dist/powerbi-modeling-mcp");

/** The object model of Power BI, in a process of its own. */
export interface ObjectModel {
  /** Loads a folder of TMDL; fails with the object model's own words. */
  readonly load: (folder: string) => Promise<Record<string, unknown>>;
  /** Writes what was loaded last into a folder, as TMDL. */
  readonly save: (folder: string) => Promise<void>;
  /** Names of all objects of a kind in what was loaded last. */
  readonly list: (kind: "table" | "measure" | "relationship") => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** Starts it, or says why it cannot run here. */
export async function openObjectModel(): Promise<ObjectModel | string> {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    return "the object model is not installed: an optional dependency, for linux-x64 only";
  }
  const client = new Client({ name: "flow-chord tests", version: "0" });
  try {
    await client.connect(
      new StdioClientTransport({ command: program, args: ["--start", "--readonly"], stderr: "ignore" }),
    );
  } catch (error) {
    return `the object model does not start: ${String(error)}`;
  }
  return {
    load: async (folderPath) => {
      const { data } = await call(client, "connection", { operation: "ConnectFolder", folderPath });
      return data as Record<string, unknown>;
    },
    save: async (tmdlFolderPath) => {
      await call(client, "database", { operation: "ExportToTmdlFolder", tmdlFolderPath });
    },
    list: async (kind) => {
      const { data } = await call(client, kind, { operation: "List" });
      return (data as Listed[]).flatMap(({ name, measures = [] }) =>
        [name, ...measures.map((it) => it.name)].filter(isText),
      );
    },
    close: () => client.close(),
  };
}

/** Measures are listed by table, all else one by one. */
interface Listed {
  readonly name?: string;
  readonly measures?: readonly { readonly name: string }[];
}

function isText(name: string | undefined): name is string {
  return name !== undefined;
}

async function call(client: Client, area: string, request: Record<string, unknown>): Promise<Record<string, unknown>> {
  const result = await client.callTool({ name: `${area}_operations`, arguments: { request } });
  const [content] = result.content as { text?: string; resource?: { text: string } }[];
  const text = content?.text ?? content?.resource?.text ?? "";
  if (result.isError === true) throw new Error(text);
  return JSON.parse(text) as Record<string, unknown>;
}

/** Writes the files of a project below a folder. */
export async function writeFiles(folder: string, files: readonly ReportFile[]): Promise<void> {
  for (const { path: name, content } of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** All files below a folder with their text, by path. */
export async function readFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return Object.fromEntries(files.map((file, index) => [path.relative(folder, file), texts[index] ?? ""]));
}
