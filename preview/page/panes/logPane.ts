import type { HostLog, NoteKind } from "../host/hostLog.ts";
import type { PagePart, Shown } from "../shown.ts";
import { createDisclosure } from "../widgets/disclosure.ts";
import { create } from "../widgets/element.ts";

/** Lines beyond these push the oldest out. */
const mostLines = 500;

interface Line {
  readonly element: HTMLElement;
  readonly kind: HTMLElement;
  readonly noteKind: NoteKind;
}

/** What the visual told the host, line by line, the newest first; closed, it shows the last one. */
export function createLogPane(log: HostLog, onNote: (kind: NoteKind, text: string) => void): PagePart {
  const disclosure = createDisclosure(2, false);
  const last = create("span", { class: "log-last" });
  const clear = create("button", { type: "button", class: "quiet-button" });
  const list = create("ol", { class: "log-lines", tabindex: "0" });
  const lines: Line[] = [];
  let words: Shown["words"] | undefined;
  const showLast = (text: string): void => {
    last.textContent = text;
    clear.hidden = lines.length === 0;
  };
  log.onNote = (kind, text) => {
    const name = create("span", { class: "log-kind", "data-kind": kind }, words?.say(`kind_${kind}`) ?? kind);
    const time = create("span", { class: "log-time" }, `${(performance.now() / 1000).toFixed(1)} s`);
    const line = {
      element: create("li", {}, time, name, create("span", { class: "log-text" }, text)),
      kind: name,
      noteKind: kind,
    };
    lines.unshift(line);
    list.prepend(line.element);
    if (lines.length > mostLines) lines.pop()?.element.remove();
    showLast(text);
    onNote(kind, text);
  };
  clear.addEventListener("click", () => {
    lines.length = 0;
    list.replaceChildren();
    showLast(words?.say("logEmpty") ?? "");
  });
  disclosure.head.append(last, clear);
  disclosure.body.append(list);
  disclosure.element.classList.add("log");
  return {
    element: disclosure.element,
    show: (shown) => {
      words = shown.words;
      disclosure.setTitle(words.say("log"));
      clear.textContent = words.say("clearLog");
      list.setAttribute("aria-label", words.say("logHint"));
      if (lines.length === 0) showLast(words.say("logEmpty"));
      for (const { kind, noteKind } of lines) kind.textContent = words.say(`kind_${noteKind}`);
    },
  };
}
