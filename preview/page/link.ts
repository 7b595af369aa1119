import type { PageState } from "./state.ts";

/** A link to what is shown: what of the state is not as at first, as JSON behind the `#`. */
export function writeLink(state: PageState, first: PageState): string {
  const changed = Object.entries(state).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(first[name as keyof PageState]),
  );
  return changed.length === 0 ? "" : `#${encodeURIComponent(JSON.stringify(Object.fromEntries(changed)))}`;
}

/** Reads a link; what does not have the shape of the first state is left as it is there. */
export function readLink(hash: string, first: PageState): PageState {
  try {
    const told: unknown = JSON.parse(decodeURIComponent(hash.slice(1)));
    return fitTo(first, told) as PageState;
  } catch {
    return first;
  }
}

/** Objects keep their members and take more only where they are open: those with no members, or only lists, of their own. */
function fitTo(first: unknown, told: unknown): unknown {
  if (Array.isArray(first)) return isTexts(told) ? told : first;
  if (typeof first !== "object" || first === null) return typeof told === typeof first ? told : first;
  if (typeof told !== "object" || told === null || Array.isArray(told)) return first;
  const given = told as Record<string, unknown>;
  const known = Object.entries(first as Record<string, unknown>).map(([name, value]) => [
    name,
    name in given ? fitTo(value, given[name]) : value,
  ]);
  const more = isOpen(first) ? Object.entries(given).filter(([name]) => !(name in first)) : [];
  return Object.fromEntries([...known, ...more]) as unknown;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isOpen(value: object): boolean {
  return Object.values(value).every((member) => Array.isArray(member));
}
