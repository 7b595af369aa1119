import type { PlaceFile } from "../destination/destination.ts";

/** Dates (`2026-11-30`) whose rows are in the tables, but not in the model yet, each with the run that has written it last. */
export type PendingDates = Readonly<Record<string, string>>;

/** What is in the file; nothing where there is none, or none that can be read. */
export async function readPending(file: PlaceFile): Promise<PendingDates> {
  const text = await file.read();
  try {
    const { dates } = JSON.parse(text ?? "{}") as { dates?: unknown };
    const entries = Object.entries(typeof dates === "object" && dates !== null ? dates : {});
    return Object.fromEntries(entries.filter(([date, run]) => isDate(date) && typeof run === "string"));
  } catch {
    return {};
  }
}

/** Replaces what is in the file; one without dates goes. */
export async function writePending(file: PlaceFile, dates: PendingDates): Promise<void> {
  if (Object.keys(dates).length === 0) await file.remove();
  else await file.write(`${JSON.stringify({ dates }, undefined, 2)}\n`);
}

/** What is left when some are done: a date that another run has written meanwhile stays. */
export function withoutDone(now: PendingDates, done: PendingDates): PendingDates {
  return Object.fromEntries(Object.entries(now).filter(([date, run]) => done[date] !== run));
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
