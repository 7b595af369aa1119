/** What the reader has chosen on the page. */
export interface PageState {
  readonly weight: "flows" | "bytes";
  readonly colorBy: "action" | "rule";
  readonly theme: "light" | "dark" | "contrast";
  readonly language: "en-US" | "ko-KR";
}

/** The choices of each control, in the order in which they are shown. */
export const choices: { readonly [Name in keyof PageState]: readonly PageState[Name][] } = {
  weight: ["flows", "bytes"],
  colorBy: ["action", "rule"],
  theme: ["light", "dark", "contrast"],
  language: ["en-US", "ko-KR"],
};

/** Flows first, as denied flows carry no bytes; language and theme are those of the browser. */
export function readInitialState(): PageState {
  return {
    weight: "flows",
    colorBy: "action",
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    language: navigator.language.toLowerCase().startsWith("ko") ? "ko-KR" : "en-US",
  };
}
