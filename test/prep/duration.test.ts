import assert from "node:assert/strict";
import { test } from "node:test";
import { durationMs, parseDuration } from "../../prep/duration.ts";

test("a duration is a whole number of minutes, hours, days or weeks", () => {
  assert.deepEqual(["10m", "24h", "90d", "2w"].map(durationMs), [600_000, 86_400_000, 7_776_000_000, 1_209_600_000]);
});

test("anything else is none, and told with the option that has it", () => {
  for (const text of ["", "10", "m", "-1h", "1.5h", "10 m", "10s", "1234567m"]) {
    assert.equal(durationMs(text), undefined, text);
    assert.throws(() => parseDuration("--every", text), {
      code: "options",
      message: `--every ${JSON.stringify(text)} is no duration; give 10m, 24h or 90d`,
    });
  }
});
