import type { StartedVisual } from "./startVisual";

/** Longer, in ms, than it takes until the table is made and news are said. */
const settledMs = 400;

/** Waits until the table is made and what is new is said. */
export async function settleAssist(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, settledMs));
}

/** What was said aloud last. */
export function readVoice({ element }: StartedVisual): string {
  return element.querySelector("[role=status]")?.textContent ?? "";
}

/** The hidden table, cell by cell: its headers, its rows, and what it says of those left out. */
export function readTable({ element }: StartedVisual): (string | null)[][] {
  return [...element.querySelectorAll("tr")].map(({ cells }) => [...cells].map(({ textContent }) => textContent));
}
