import type { ActionKind } from "./types";

const allowWords = new Set([
  "a",
  "allow",
  "allowed",
  "accept",
  "accepted",
  "permit",
  "permitted",
  ...["허용", "허용됨", "許可", "允许", "允許"],
]);
const denyWords = new Set([
  "d",
  "deny",
  "denied",
  "block",
  "blocked",
  "drop",
  "dropped",
  "reject",
  ...["거부", "거부됨", "차단", "拒否", "拒绝", "拒絕"],
]);

/** What an action's text means, in any case and with blanks around it: flow logs write `A` and `D`, tables the words. */
export function parseActionKind(text: string): ActionKind {
  const word = text.trim().toLowerCase();
  if (allowWords.has(word)) return "allow";
  return denyWords.has(word) ? "deny" : "other";
}

/** The kinds of action in stacking order: allowed first, denied last. */
export const stackingKinds: readonly ActionKind[] = ["allow", "other", "deny"];
