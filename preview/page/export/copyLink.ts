import type { Words } from "../text/words.ts";

/** Copies the address, which says all that is shown, and tells whether that worked. */
export function copyLink(say: Words["say"], tell: (text: string) => void): void {
  navigator.clipboard.writeText(location.href).then(
    () => {
      tell(say("copied"));
    },
    () => {
      tell(say("notCopied"));
    },
  );
}
