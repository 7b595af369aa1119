/** From this instant (milliseconds since 1970 UTC) local time is UTC plus so many minutes. */
export interface Offset {
  readonly fromMs: number;
  readonly minutes: number;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
const firstMs = Date.UTC(2015, 0, 1);
const endMs = Date.UTC(2046, 0, 1);

/**
 * The offsets of a time zone from 2015 to 2045, as Node's ICU knows them: M itself knows no zones by name. The first one
 * also holds for all time before. No zone has changed twice within a day since 2015, so one look a day finds every change.
 */
export function listOffsets(timeZone: string): Offset[] {
  const readOffset = offsetReader(timeZone);
  const offsets: Offset[] = [{ fromMs: firstMs, minutes: readOffset(firstMs) }];
  for (let dayStartMs = firstMs; dayStartMs < endMs; dayStartMs += dayMs) {
    const minutes = readOffset(dayStartMs + dayMs);
    if (minutes === offsets.at(-1)?.minutes) continue;
    offsets.push({ fromMs: findChange(readOffset, dayStartMs, dayStartMs + dayMs), minutes });
  }
  return offsets;
}

/** The zone as a constant of M: its name, and from when on which offset holds, in minutes. */
export function formatTimeZone(timeZone: string): string {
  const lines = listOffsets(timeZone).map(({ fromMs, minutes }, index) => {
    const from = index === 0 ? "#datetime(1, 1, 1, 0, 0, 0)" : formatDateTime(fromMs);
    return `        {${from}, ${String(minutes)}}`;
  });
  return `[\n    Name = "${timeZone}",\n    Offsets = {\n${lines.join(",\n")}\n    }\n]`;
}

function formatDateTime(timeMs: number): string {
  const parts = new Date(timeMs).toISOString().slice(0, 19).split(/[-T:]/).map(Number);
  return `#datetime(${parts.join(", ")})`;
}

/** The first minute of the new offset, between an instant of the old one and one of the new. */
function findChange(readOffset: (timeMs: number) => number, oldMs: number, newMs: number): number {
  const minutes = readOffset(newMs);
  let [low, high] = [oldMs, newMs];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (readOffset(middle) === minutes) high = middle;
    else low = middle;
  }
  return high;
}

function offsetReader(timeZone: string): (timeMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
  });
  return (timeMs) => {
    const parts = new Map(format.formatToParts(timeMs).map(({ type, value }) => [type, Number(value)]));
    const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const date = [read("year"), read("month") - 1, read("day")] as const;
    return (Date.UTC(...date, read("hour"), read("minute"), read("second")) - timeMs) / minuteMs;
  };
}
