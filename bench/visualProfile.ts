import { writeFile } from "node:fs/promises";
import type { OpenPage } from "./visualBrowser.ts";

/** A node of a CPU profile's call tree, as the DevTools protocol gives it. */
interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** A function of the visual, and its own share of the time in `update`. */
export interface ProfiledFunction {
  readonly name: string;
  readonly file: string;
  readonly selfMs: number;
  readonly share: number;
}

const samplingMicros = 100;

/** Records what the page does meanwhile, writes it as a .cpuprofile and lists what took the visual's updates their time. */
export async function profile(
  { devTools }: OpenPage,
  file: string,
  { work, script }: { work: () => Promise<unknown>; script: string },
): Promise<ProfiledFunction[]> {
  await devTools.send("Profiler.enable");
  await devTools.send("Profiler.setSamplingInterval", { interval: samplingMicros });
  await devTools.send("Profiler.start");
  await work();
  const recorded = await devTools.send("Profiler.stop");
  await writeFile(file, JSON.stringify(recorded.profile));
  return listFunctions(recorded.profile, script);
}

/** Only what runs below the visual's `update`; the bench's own work, frames and garbage collection are left out. */
function listFunctions({ nodes, samples = [], timeDeltas = [] }: CpuProfile, script: string): ProfiledFunction[] {
  const within = listWithin(nodes);
  const fileOfLine = readFileComments(script);
  const selfMs = new Map<string, { name: string; file: string; selfMs: number }>();
  let totalMs = 0;
  samples.forEach((id, index) => {
    const node = within.get(id);
    const ms = (timeDeltas[index] ?? 0) / 1000;
    if (node === undefined) return;
    const { functionName, url, lineNumber } = node.callFrame;
    const file = url.endsWith("/visual.js") ? (fileOfLine[lineNumber] ?? "") : "the browser";
    const key = `${functionName} ${file} ${lineNumber}`;
    const entry = selfMs.get(key) ?? { name: functionName || `(anonymous, line ${lineNumber + 1})`, file, selfMs: 0 };
    selfMs.set(key, { ...entry, selfMs: entry.selfMs + ms });
    totalMs += ms;
  });
  const listed = [...selfMs.values()].map((entry) => ({ ...entry, share: entry.selfMs / totalMs }));
  return listed.sort((a, b) => b.selfMs - a.selfMs);
}

/** The nodes from each outermost `update` of the visual's script down. */
function listWithin(nodes: readonly ProfileNode[]): Map<number, ProfileNode> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const within = new Map<number, ProfileNode>();
  const isUpdate = ({ callFrame: { functionName, url } }: ProfileNode): boolean =>
    functionName === "update" && url.endsWith("/visual.js");
  const pending = nodes.filter(isUpdate);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    within.set(node.id, node);
    pending.push(...(node.children ?? []).flatMap((id) => byId.get(id) ?? []));
  }
  return within;
}

/** esbuild writes the path of each file before its code: the file of each line. */
function readFileComments(script: string): string[] {
  let file = "";
  return script.split("\n").map((line) => (file = /^ *\/\/ \S*?((?:src|node_modules)\/\S+)$/.exec(line)?.[1] ?? file));
}
