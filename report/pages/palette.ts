/** Every colour of the report. Those of the actions are the defaults of the visual. */
export const palette = {
  allow: "#3A7CB8",
  deny: "#D55E00",
  otherAction: "#7B8794",
  page: "#F5F7F9",
  panel: "#FFFFFF",
  border: "#DDE3E9",
  gridline: "#E8ECF0",
  rowBand: "#F5F7F9",
  /** Titles and numbers. */
  text: "#1F2933",
  /** Labels, axes, notes. */
  mutedText: "#52606D",
  /** Colours of series beyond the actions, told apart in every kind of colour vision (Okabe and Ito). */
  more: ["#009E73", "#CC79A7", "#8A6D00", "#56B4E9", "#5B4B8A"],
} as const;

/** Sizes in points. */
export const textSizes = { pageTitle: 18, number: 22, name: 16, sentence: 12, title: 11, body: 10, small: 9 } as const;

export const fontFamily = "Segoe UI";
export const boldFontFamily = "Segoe UI Semibold";
