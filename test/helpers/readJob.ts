import type { ReadJob } from "../../prep/read/reader.ts";

/** A job for a blob that is new, read as a whole, without a range of time. */
export function readJob(name: string, sizeBytes: number | undefined): ReadJob {
  return {
    place: "logs",
    blob: { origin: "/logs", name, sizeBytes, etag: name, isLive: false },
    mac: undefined,
    range: { sinceMs: undefined, untilMs: undefined },
    known: undefined,
    stretch: undefined,
    rejectsFile: "rejects/rejects.jsonl",
    isStrict: false,
  };
}
