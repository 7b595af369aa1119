import fc from "fast-check";
import { anyUpdate, type AnyUpdate, type Gesture } from "../helpers/anyView";
import { dataViewOf } from "../helpers/dataViewOf";
import { settle } from "../helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "../helpers/startVisual";

/** The hosts that the updates are sent to. */
const hosts: Readonly<Record<string, StartOptions>> = {
  "a report": { segments: 1e9 },
  "a report in Korean on a dark page": { locale: "ko-KR", foreground: "#f3f2f1", background: "#1b1a19", segments: 40 },
  "a report in high contrast": { isHighContrast: true, foreground: "#ffff00", background: "#000000" },
  "a host that allows nothing, in a language that there is not": { allowInteractions: false, locale: "xx" },
  "a host that refuses what it is asked for": { refuses: true, hasTooltips: false },
};
/** Visuals of each host, and the updates that each gets one after the other: 2,000 data views together. */
const visualsEach = 80;
const updatesEach = 5;
const timeoutMs = 60_000;

const targets = ".mark, svg.flow-chord, text";

/** Does what a reader does, with whatever is there to do it with. */
function perform({ element, restore }: StartedVisual, { kind, at, key, isMulti }: Gesture): void {
  const all = [...element.querySelectorAll<HTMLElement>(kind === "button" ? "button" : targets)];
  const target = all[at % Math.max(all.length, 1)];
  const init = { bubbles: true, cancelable: true, clientX: at, clientY: at, ctrlKey: isMulti };
  if (kind === "restore") restore([`10.0.0.${at % 9}|10.0.1.4`, ""]);
  else if (kind === "key") {
    target?.focus();
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { ...init, key }));
  } else if (kind === "hover" || kind === "leave") {
    for (const type of kind === "hover" ? ["pointerover", "pointermove"] : ["pointerleave"]) {
      target?.dispatchEvent(new PointerEvent(type, { ...init, pointerType: isMulti ? "touch" : "mouse" }));
    }
  } else {
    const type = { button: "click", menu: "contextmenu", click: "click", dblclick: "dblclick" }[kind];
    target?.dispatchEvent(new MouseEvent(type, init));
  }
}

/** What is wrong with what is on the canvas or with what the host was told; the last update was ended once. */
function findFault({ element, told }: StartedVisual): string | undefined {
  if (told.events.join() !== "started,finished") return told.events.join();
  // Of several diagrams, one on a page of its own may have nothing above zero.
  const isDrawn = element.querySelector(".part, .rest, .message text, .pages button") !== null;
  if (!isDrawn) return `there is neither a drawing nor a sentence: ${element.innerHTML}`;
  return /.{0,80}(NaN|Infinity|undefined).{0,80}/.exec(element.innerHTML)?.[0];
}

/** Fails at once, so that fast-check finds the smallest update that does. */
function check(started: StartedVisual): void {
  const fault = findFault(started);
  if (fault !== undefined) throw new Error(fault);
}

function runUpdate(started: StartedVisual, { rows, options, gestures, ...update }: AnyUpdate): void {
  started.told.events.length = 0;
  started.update(dataViewOf(rows, options), update);
  check(started);
  if (gestures.length === 0) return;
  for (const gesture of gestures) perform(started, gesture);
  check(started);
}

/** page.spec.ts fails every spec that writes to the console or leaves an error unseen. */
describe("2,000 data views of any kind, sizes, settings and what readers do in between", () => {
  for (const [name, options] of Object.entries(hosts)) {
    it(
      `each end in a drawing or a sentence and one event, without a word on the console: ${name}`,
      async () => {
        const updates = fc.array(anyUpdate, { minLength: updatesEach, maxLength: updatesEach });
        await fc.assert(
          fc.asyncProperty(updates, async (sent) => {
            const started = startVisual(options);
            for (const update of sent) runUpdate(started, update);
            await settle();
            check(started);
            started.visual.destroy();
            started.element.remove();
          }),
          { numRuns: visualsEach },
        );
        expect(document.querySelectorAll("[data-visual]").length).toBe(0);
      },
      timeoutMs,
    );
  }
});
