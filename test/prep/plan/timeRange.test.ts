import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addSkipped,
  holdsSkipped,
  isInRange,
  joinRanges,
  joinSkipped,
  nothingSkipped,
  type TimeRange,
} from "../../../prep/plan/timeRange.ts";

const open = { sinceMs: undefined, untilMs: undefined };

test("a range holds its start and not its end", () => {
  const range = { sinceMs: 10, untilMs: 20 };
  assert.deepEqual(
    [9, 10, 19, 20].map((timeMs) => isInRange(timeMs, range)),
    [false, true, true, false],
  );
});

test("an open range holds everything, zero is a time like any other", () => {
  assert.equal(isInRange(-1, open), true);
  assert.equal(isInRange(-1, { sinceMs: 0, untilMs: undefined }), false);
  assert.equal(isInRange(0, { sinceMs: undefined, untilMs: 0 }), false);
});

const end = fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined });
/** The command line refuses a range whose start is not before its end. */
const range = fc
  .record({ sinceMs: end, untilMs: end }, { noNullPrototype: true })
  .filter(({ sinceMs, untilMs }) => sinceMs === undefined || untilMs === undefined || sinceMs < untilMs);
const isRange = ({ sinceMs, untilMs }: TimeRange): boolean =>
  sinceMs === undefined || untilMs === undefined || sinceMs < untilMs;
const times = Array.from({ length: 12 }, (_, at) => at - 2);

test("a wider range holds tuples that were left out where one of their times is in it, in any order of reading", () => {
  fc.assert(
    fc.property(range, range, fc.array(fc.integer({ min: -2, max: 9 })), (read, more, seen) => {
      fc.pre(isRange(read) && isRange(more));
      const outside = seen.filter((timeMs) => !isInRange(timeMs, read));
      const skipped = outside.reduce((all, timeMs) => addSkipped(all, timeMs, read), nothingSkipped);
      const wider = joinRanges(read, more);
      assert.equal(
        holdsSkipped(wider, skipped),
        outside.some((timeMs) => isInRange(timeMs, wider)),
      );
      const halves = [outside.slice(0, 2), outside.slice(2)].map((half) =>
        half.reduce((all, timeMs) => addSkipped(all, timeMs, read), nothingSkipped),
      ) as [typeof skipped, typeof skipped];
      assert.deepEqual(joinSkipped(...halves), skipped);
    }),
  );
});

test("joined ranges hold what either holds, and their order does not matter", () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      const joined = joinRanges(a, b);
      assert.deepEqual(joined, joinRanges(b, a));
      assert.deepEqual(joinRanges(a, a), a);
      for (const timeMs of times)
        assert.ok(isInRange(timeMs, joined) || !(isInRange(timeMs, a) || isInRange(timeMs, b)));
    }),
  );
  assert.deepEqual(joinRanges({ sinceMs: 1, untilMs: 2 }, { sinceMs: 5, untilMs: undefined }), {
    sinceMs: 1,
    untilMs: undefined,
  });
});
