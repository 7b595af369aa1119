import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import {
  createRejectLines,
  mergeRejects,
  writeReject,
  type Reject,
  type RejectMerge,
} from "../../../prep/sink/rejects.ts";
import { createSpool, type Spool } from "../../../prep/sink/spool.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { accessTo, bytesOf } from "../../helpers/tables.ts";

const nothing = { existing: undefined, ranges: [], keepAs: (lineage: number) => lineage, withdrawn: new Map() };

async function spoolIn(context: TestContext): Promise<Spool> {
  const spool = createSpool(path.join(await temporaryFolder(context), "spool"));
  context.after(() => {
    spool.close();
  });
  return spool;
}

function rejectAt(blob: string, byteOffset: number): Reject {
  return { source: "/logs", blob, byteOffset, byteLength: 3, reason: "é\nnot good", raw: '"\n🦜"' };
}

function linesOf(...rejects: readonly Reject[]): string {
  return rejects.map((reject) => `${JSON.stringify(reject)}\n`).join("");
}

/** The text of the new version of a file, `before` the one that is there. */
async function mergeText(before: string, input: Partial<RejectMerge>): Promise<string> {
  const count = before.split("\n").length - 1;
  const existing = before === "" ? undefined : { access: accessTo(before), lines: count };
  const merged = await mergeRejects({ ...nothing, existing, ...input });
  const text = merged.parts
    .map((part) => {
      if (part.kind === "kept") return Buffer.from(before).subarray(part.start, part.end).toString();
      return bytesOf(part, "").toString();
    })
    .join("");
  assert.equal(merged.lines, text.split("\n").length - 1);
  return text;
}

test("old lines stay in their place and new ones follow, each file its own", async (context) => {
  const spool = await spoolIn(context);
  const lines = createRejectLines(spool);
  writeReject(lines, "rejects/a.jsonl", rejectAt("x", 1), 1);
  writeReject(lines, "rejects/b.jsonl", rejectAt("x", 2), 1);
  writeReject(lines, "rejects/a.jsonl", rejectAt("x", 3), 1);
  const before = linesOf(rejectAt("w", 1), rejectAt("w", 2));
  const ranges = lines.files.get("rejects/a.jsonl") ?? [];
  assert.equal(await mergeText(before, { ranges }), before + linesOf(rejectAt("x", 1), rejectAt("x", 3)));
});

test("lines of one reading that follow each other are one range", async (context) => {
  const lines = createRejectLines(await spoolIn(context));
  for (const lineage of [1, 1, 1, 2]) writeReject(lines, "rejects/a.jsonl", rejectAt("x", 1), lineage);
  assert.deepEqual(
    lines.files.get("rejects/a.jsonl")?.map((range) => [range.lineage, range.lines]),
    [
      [1, 3],
      [2, 1],
    ],
  );
});

test("rejects of a blob are withdrawn from an offset on, those before it and of other blobs stay", async () => {
  const [kept, gone, other] = [rejectAt("x", 99), rejectAt("x", 100), rejectAt("xy", 100)];
  const before = linesOf(kept, gone, other, rejectAt("x", 101));
  const withdrawn = new Map([["/logs/x", 100]]);
  assert.equal(await mergeText(before, { withdrawn }), linesOf(kept, other));
});

test("from byte 0 on all rejects of a blob are withdrawn; then the file has no lines", async () => {
  const before = linesOf(rejectAt("x", 0), rejectAt("x", 7));
  assert.equal(await mergeText(before, { withdrawn: new Map([["/logs/x", 0]]) }), "");
});

test("rejects of a reading that was given up are left out", async (context) => {
  const spool = await spoolIn(context);
  const lines = createRejectLines(spool);
  for (const lineage of [1, 2, 1, 3]) writeReject(lines, "rejects/a.jsonl", rejectAt("x", lineage), lineage);
  const ranges = lines.files.get("rejects/a.jsonl") ?? [];
  const keepAs = (lineage: number): number | undefined => (lineage === 1 ? undefined : lineage);
  assert.equal(await mergeText("", { ranges, keepAs }), linesOf(rejectAt("x", 2), rejectAt("x", 3)));
});

test("new rejects are not withdrawn, whatever their offset", async (context) => {
  const spool = await spoolIn(context);
  const lines = createRejectLines(spool);
  writeReject(lines, "rejects/a.jsonl", rejectAt("x", 5), 1);
  const ranges = lines.files.get("rejects/a.jsonl") ?? [];
  const withdrawn = new Map([["/logs/x", 0]]);
  assert.equal(await mergeText(linesOf(rejectAt("x", 5)), { ranges, withdrawn }), linesOf(rejectAt("x", 5)));
});
