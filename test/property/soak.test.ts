import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { judgeSamples } from "../../scripts/soak/samples.ts";

const script = path.join(import.meta.dirname, "..", "..", "scripts", "soak.ts");

test("prep --every holds nothing of the runs before: the short form of npm run soak", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--runs", "60"], { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  assert.equal(stdout.match(/✓ 3000 rows in the tables, 3000 in the logs/g)?.length, 2, stdout);
  assert.equal(stdout.match(/2 of them failed, as they were to/g)?.length, 2, stdout);
});

test("a heap that grows, memory that grows, and one file that stays open are found", () => {
  const flat = { rssBytes: 150e6, heapBytes: 20e6, descriptors: 20 };
  const judge = (changeOf: (run: number) => Partial<typeof flat>): boolean =>
    judgeSamples(Array.from({ length: 200 }, (_, run) => ({ ...flat, ...changeOf(run) }))).isFlat;
  assert.equal(
    judge(() => ({})),
    true,
  );
  assert.equal(
    judge((run) => ({ heapBytes: 20e6 + (run % 7) * 1e6 })),
    true,
  );
  assert.equal(
    judge((run) => ({ heapBytes: 20e6 + run * 25_000 })),
    false,
  );
  assert.equal(
    judge((run) => ({ rssBytes: 150e6 + run * 250_000 })),
    false,
  );
  assert.equal(
    judge((run) => ({ descriptors: 20 + Math.floor(run / 100) })),
    false,
  );
});
