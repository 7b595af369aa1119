import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { isoDuration, scheduleWindows, windowsArgument } from "../../../prep/schedule/windows.ts";
import { writeFiles } from "../../../prep/schedule/writeFiles.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { jobOf, textOf } from "../../helpers/scheduledJob.ts";

/** The rules of CommandLineToArgvW for what follows the program, character by character. */
function splitArguments(line: string): string[] {
  const words: string[] = [];
  let [word, slashes, isQuoted] = [undefined as string | undefined, 0, false];
  for (const letter of line) {
    if (letter === "\\") {
      slashes++;
      continue;
    }
    if (letter === '"') {
      word = (word ?? "") + "\\".repeat(slashes >> 1);
      if (slashes % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
    } else if ((letter === " " || letter === "\t") && !isQuoted) {
      if (word !== undefined || slashes > 0) words.push((word ?? "") + "\\".repeat(slashes));
      word = undefined;
    } else word = (word ?? "") + "\\".repeat(slashes) + letter;
    slashes = 0;
  }
  if (word !== undefined || slashes > 0) words.push((word ?? "") + "\\".repeat(slashes));
  return words;
}

/** What may stand in each element, in the order of the documentation of the schema (learn.microsoft.com, taskschd). */
const documented: Readonly<Record<string, readonly string[]>> = {
  Task: ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"],
  RegistrationInfo: ["Author", "Description"],
  Triggers: ["TimeTrigger"],
  TimeTrigger: ["Enabled", "StartBoundary", "Repetition"],
  Repetition: ["Interval", "StopAtDurationEnd"],
  Principals: ["Principal"],
  Principal: ["LogonType", "RunLevel"],
  Settings: [
    "MultipleInstancesPolicy",
    "DisallowStartIfOnBatteries",
    "StopIfGoingOnBatteries",
    "AllowHardTerminate",
    "StartWhenAvailable",
    "RunOnlyIfNetworkAvailable",
    "Enabled",
    "ExecutionTimeLimit",
    "Priority",
  ],
  Actions: ["Exec"],
  Exec: ["Command", "Arguments"],
};

type Node = Readonly<Record<string, readonly Node[] | string>>;

function checkOrder(nodes: readonly Node[]): void {
  for (const node of nodes) {
    for (const [name, children] of Object.entries(node)) {
      if (typeof children === "string" || documented[name] === undefined) continue;
      assert.deepEqual(
        children.map((child) => Object.keys(child)[0]),
        documented[name],
        name,
      );
      checkOrder(children);
    }
  }
}

const folder = String.raw`C:\Program Files\Flow & Chord <한>`;
const windowsJob = jobOf({
  folder,
  node: String.raw`C:\Program Files\nodejs\node.exe`,
  cli: String.raw`C:\flow chord\prep\flow-chord.mjs`,
});

test("the task is XML of version 1.4 with the documented elements in their order, and runs what is meant", () => {
  const text = textOf(scheduleWindows(windowsJob), "flow-chord.task.xml");
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what comes in its place would be three more packages
  assert.equal(XMLValidator.validate(text), true);
  const [, task] = new XMLParser({ preserveOrder: true, ignoreAttributes: false }).parse(text) as [Node, Node];
  checkOrder([task]);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", parseTagValue: false });
  const { Task } = parser.parse(text) as { Task: Record<string, never> };
  const { Triggers, Settings, Actions } = Task as unknown as Record<string, Record<string, Record<string, unknown>>>;
  assert.equal(Task["@version"], "1.4");
  assert.equal(Task["@xmlns"], "http://schemas.microsoft.com/windows/2004/02/mit/task");
  assert.deepEqual(Triggers?.["TimeTrigger"]?.["Repetition"], { Interval: "PT10M", StopAtDurationEnd: "false" });
  assert.equal(Settings?.["MultipleInstancesPolicy"], "IgnoreNew");
  const { Command, Arguments } = Actions?.["Exec"] as { Command: string; Arguments: string };
  assert.equal(Command, windowsJob.node);
  assert.deepEqual(splitArguments(Arguments), [windowsJob.cli, "prep", "--config", `${folder}\\flow-chord.json`]);
});

test("arguments come out of the rules of Windows as they went in", () => {
  const letters = fc.constantFrom("\\", '"', " ", "\t", "a", "한", "%", "&", "^");
  const words = fc.array(fc.string({ unit: letters, maxLength: 8 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(words, (given) => {
      assert.deepEqual(splitArguments(given.map(windowsArgument).join(" ")), given);
    }),
    { numRuns: 2000 },
  );
  assert.deepEqual(splitArguments(String.raw`"a b" c\\\"d "e\\"`), ["a b", String.raw`c\"d`, "e\\"]);
});

test("the file is UTF-16 LE with its byte order mark", async (context) => {
  const here = await temporaryFolder(context);
  const { files } = scheduleWindows({ ...windowsJob, folder: here });
  writeFiles(here, files, false);
  const bytes = await readFile(path.join(here, "flow-chord.task.xml"));
  assert.deepEqual([...bytes.subarray(0, 4)], [0xff, 0xfe, 0x3c, 0]);
  assert.match(bytes.toString("utf16le"), /^\uFEFF<\?xml version="1.0" encoding="UTF-16"\?>/);
});

test("intervals are durations of ISO 8601; what Task Scheduler would replace is refused", () => {
  assert.deepEqual(
    [1, 10, 90, 120, 1440, 7 * 1440].map((minutes) => isoDuration(minutes * 60_000)),
    ["PT1M", "PT10M", "PT90M", "PT2H", "P1D", "P7D"],
  );
  for (const name of ["C:\\%TEMP%", "C:\\$(Arg0)"]) {
    assert.throws(() => scheduleWindows({ ...windowsJob, folder: name }), /takes for a variable/);
  }
});
