import assert from "node:assert/strict";
import { test } from "node:test";
import { readLines } from "../../../prep/sink/readLines.ts";
import { accessTo } from "../../helpers/tables.ts";

const pieceBytes = 1 << 20;

test("lines come with their places; what follows the last line feed is none", async () => {
  assert.deepEqual(await Array.fromAsync(readLines(accessTo("é\n\nab\nrest"))), [
    { start: 0, end: 3, text: "é" },
    { start: 3, end: 4, text: "" },
    { start: 4, end: 7, text: "ab" },
  ]);
  assert.deepEqual(await Array.fromAsync(readLines(accessTo(""))), []);
});

test("a line is read across the end of a piece, wherever the piece ends in it", async () => {
  const line = "x🦜é\n";
  for (let before = 0; before <= Buffer.byteLength(line); before++) {
    const filler = "f".repeat(pieceBytes - before - 1);
    const lines = await Array.fromAsync(readLines(accessTo(`${filler}\n${line}last\n`)));
    assert.deepEqual(
      lines.map(({ text }) => text),
      [filler, "x🦜é", "last"],
    );
    assert.equal(lines[1]?.start, filler.length + 1);
    assert.equal(lines[2]?.start, lines[1].end);
  }
});

test("a line longer than several pieces is one line", async () => {
  const long = "🦜".repeat(pieceBytes);
  const lines = await Array.fromAsync(readLines(accessTo(`a\n${long}\nb\n`)));
  assert.deepEqual(
    lines.map(({ text }) => text.length),
    [1, long.length, 1],
  );
  assert.equal(lines[1]?.text, long);
});
