import type powerbi from "powerbi-visuals-api";
import type { ViewChoice } from "../model/types";

/** Gives a choice the form in which the host keeps it. */
export type WriteChoice = (choice: ViewChoice) => powerbi.VisualObjectInstance[];

/** Keeps what a reader chose, with the host and until the host has it. */
export interface ViewKeeper {
  /** The choice that holds now, given what an update of the host says. */
  readonly follow: (told: ViewChoice) => ViewChoice;
  readonly change: (change: Partial<ViewChoice>) => void;
}

/**
 * What is changed here holds at once and is given to the host to keep; what the host tells anew, from a bookmark, the
 * pane or a reload, holds from then on. A host that keeps nothing, as for a reader without rights, tells nothing anew;
 * one that tells late what it was given before does not undo what was changed since.
 */
export function createViewKeeper(
  host: Pick<powerbi.extensibility.visual.IVisualHost, "persistProperties">,
  write: WriteChoice,
): ViewKeeper {
  let told: ViewChoice | undefined;
  let chosen: ViewChoice | undefined;
  let written: readonly ViewChoice[] = [];
  return {
    follow(now) {
      if (told !== undefined && isSameChoice(told, now)) return chosen ?? now;
      told = now;
      const echo = written.findIndex((choice) => isSameChoice(choice, now));
      written = written.slice(echo + 1);
      if (echo < 0) [chosen, written] = [now, []];
      return chosen ?? now;
    },
    change(change) {
      if (chosen === undefined) return;
      chosen = { ...chosen, ...change };
      written = [...written, chosen];
      try {
        host.persistProperties({ merge: write(chosen) });
      } catch {
        // A host that refuses keeps nothing; the choice holds all the same.
      }
    },
  };
}

function isSameChoice(a: ViewChoice, b: ViewChoice): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
