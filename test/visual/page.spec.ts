const levels = ["log", "info", "warn", "error", "debug", "trace"] as const;
const said: string[] = [];
const original = { ...console };

const note = (...words: unknown[]): void => void said.push(words.map(String).join(" "));
const noteError = (event: ErrorEvent | PromiseRejectionEvent): void => {
  note("message" in event ? event.message : event.reason);
};

/** Every spec runs on an empty page, and fails if anything at all was written to the console or thrown unseen. */
beforeEach(() => {
  said.length = 0;
  for (const level of levels) console[level] = note;
  window.addEventListener("error", noteError);
  window.addEventListener("unhandledrejection", noteError);
});

afterEach(() => {
  Object.assign(console, original);
  window.removeEventListener("error", noteError);
  window.removeEventListener("unhandledrejection", noteError);
  for (const element of document.querySelectorAll("[data-visual]")) element.remove();
  expect(said).withContext("console output").toEqual([]);
});
