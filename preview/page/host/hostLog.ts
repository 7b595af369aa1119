/** What the visual and its host said to each other. Tests read it as `window.flowChordHost`. */
export interface HostLog {
  /** Names of events in their order: `renderingStarted`, `renderingFinished`, `renderingFailed`, `contextMenu` … */
  readonly events: string[];
  readonly errors: string[];
  /** After each change: the keys of all selected ids. */
  readonly selections: (readonly string[])[];
  /** Called for everything that is worth a line to the reader. */
  onNote: (kind: NoteKind, text: string) => void;
}

/** What a line of the log is about. */
export type NoteKind = "rendering" | "data" | "selection" | "tooltip" | "property" | "warning" | "error";

declare global {
  interface Window {
    flowChordHost: HostLog;
  }
}

/** An empty log, put where tests find it. */
export function openLog(): HostLog {
  window.flowChordHost = { events: [], errors: [], selections: [], onNote: () => undefined };
  return window.flowChordHost;
}

/** Notes an event, with what is worth knowing of it. */
export function noteEvent(log: HostLog, kind: NoteKind, event: string, detail = ""): void {
  log.events.push(event);
  log.onNote(kind, detail === "" ? event : `${event} ${detail}`);
}

/** Notes an error, once if it comes again at once, and shows it. An error of the visual is of its frame's own class. */
export function noteError(log: HostLog, error: unknown): void {
  const { message = String(error) } = Object(error) as { readonly message?: string };
  if (log.errors.at(-1) === message) return;
  log.errors.push(message);
  log.onNote("error", message);
}

/** The object as it is, except that it throws on every member it does not have: what a visual touches is seen at once. */
export function allowOnly<T extends object>(name: string, members: T, log: HostLog): T {
  return new Proxy(members, {
    get(target, key) {
      if (typeof key === "symbol" || key in target) return Reflect.get(target, key) as unknown;
      const error = new Error(`the preview's ${name} has no "${key}"`);
      noteError(log, error);
      throw error;
    },
    set(_, key) {
      throw new Error(`the preview's ${name} does not let "${String(key)}" be set`);
    },
  });
}
