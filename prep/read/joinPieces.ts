import { addTally, createTally } from "../columns/tally.ts";
import { addCounts, emptyCounts, joinSpans } from "../flatten/counts.ts";
import { joinCrc } from "../flatten/joinCrc.ts";
import type { BlobReading, Resume } from "../flatten/reading.ts";
import { joinSkipped } from "../plan/timeRange.ts";
import type { BlobOutcome, ReadOutcome } from "./reader.ts";

/** What a piece that is not the first takes for granted: it stands in the records of one envelope. */
const assumedOpen = ["envelope"] as const;

/** Where a piece begins, as if a reading had ended there; its checksums are of its own bytes. */
export function startOfPiece(from: number): Resume {
  return { point: { pos: from, open: assumedOpen }, crc32: 0 };
}

/**
 * The outcomes of all pieces of a blob as the one that a reading of the whole would have had. Undefined where the pieces
 * do not prove it: each has to end, between two records, where the next one begins, all of one version of a flow log.
 */
export function joinPieces(outcomes: readonly ReadOutcome[]): BlobOutcome | undefined {
  let joined: BlobOutcome | undefined;
  for (const outcome of outcomes) {
    if (outcome.kind !== "read") return undefined;
    joined = joined ? joinTwo(joined, outcome) : outcome;
    if (joined === undefined) return undefined;
  }
  return joined;
}

function joinTwo(first: BlobOutcome, second: BlobOutcome): BlobOutcome | undefined {
  const { counts, skippedBecause, resume } = first.reading;
  const isFlowLog = skippedBecause === undefined && counts.records + counts.rejected > 0;
  const isWhole = resume?.point.pos === second.from && resume.point.open.join() === assumedOpen.join();
  if (!isFlowLog || !isWhole || first.etag !== second.etag) return undefined;
  const lineages = [...first.lineages, ...second.lineages];
  return { ...second, lineages, from: first.from, reading: joinReadings(first.reading, second.reading, resume) };
}

/** `between` is where the first reading has ended. */
function joinReadings(first: BlobReading, second: BlobReading, between: Resume): BlobReading {
  const counts = emptyCounts();
  const tally = createTally();
  for (const reading of [first, second]) {
    addCounts(counts, reading.counts);
    addTally(tally, reading.tally);
  }
  const { resume } = second;
  return {
    ...second,
    counts,
    tally,
    rowTimes: joinSpans(first.rowTimes, second.rowTimes),
    skipped: joinSkipped(first.skipped, second.skipped),
    resume: resume && {
      point: resume.point,
      crc32: joinCrc(between.crc32, resume.crc32, resume.point.pos - between.point.pos),
    },
  };
}
