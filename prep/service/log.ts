/** How much a line matters. */
export type Level = "info" | "warning" | "error";

/** What happened, for machines: the names are documented in docs/prep.md. */
export type LogEvent = "reading" | "progress" | "note" | "done" | "failed" | "waiting" | "stopped";

/** Facts beside the words, plain values only. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Tells what happens on standard error: words for people, or one JSON object a line for machines. */
export interface Log {
  readonly isJson: boolean;
  tell(level: Level, event: LogEvent, message: string, fields?: LogFields): void;
}

/** What a log is written with. */
export interface LogContext {
  readonly stream: { write(text: string): unknown };
  readonly isJson: boolean;
  /** The time of day. */
  readonly now: () => Date;
  /** Takes secrets out of what is told. */
  readonly redact: (text: string) => string;
}

/** Text says what failed as every command does, and the rest as it is; JSON has `time`, `level`, `event`, `message`. */
export function createLog({ stream, isJson, now, redact }: LogContext): Log {
  const asText = (level: Level, message: string): string => (level === "error" ? `flow-chord: ${message}` : message);
  return {
    isJson,
    tell: (level, event, message, fields = {}) => {
      const line = isJson
        ? JSON.stringify({ time: now().toISOString(), level, event, message, ...fields })
        : asText(level, message);
      stream.write(`${redact(line)}\n`);
    },
  };
}
