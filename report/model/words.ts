import type { Language } from "../settings.ts";

/** Values that stand in tables, in the report's language: what is translated in a model are names, not values. */
export interface ValueWords {
  /** Night, morning, afternoon, evening: six hours each, from midnight. */
  readonly partsOfDay: readonly [string, string, string, string];
  readonly userRule: string;
  readonly defaultRule: string;
  readonly otherRule: string;
  readonly privateScope: string;
  readonly publicScope: string;
}

export const valueWords: Readonly<Record<Language, ValueWords>> = {
  "en-US": {
    partsOfDay: ["Night", "Morning", "Afternoon", "Evening"],
    userRule: "User rule",
    defaultRule: "Default rule",
    otherRule: "Other",
    privateScope: "Private",
    publicScope: "Public",
  },
  "ko-KR": {
    partsOfDay: ["새벽", "오전", "오후", "저녁"],
    userRule: "사용자 규칙",
    defaultRule: "기본 규칙",
    otherRule: "기타",
    privateScope: "사설",
    publicScope: "공인",
  },
};

/** The display folders of measures and columns. */
export const folders = {
  flows: { en: "Flows", ko: "흐름" },
  volume: { en: "Volume", ko: "트래픽 양" },
  hosts: { en: "Hosts", ko: "호스트" },
  change: { en: "Change", ko: "변화" },
  rules: { en: "Rules", ko: "규칙" },
  titles: { en: "Titles", ko: "제목" },
} as const;

export const dateTimeFormat = "yyyy-mm-dd hh:nn";
export const dateFormat = "yyyy-mm-dd";
export const countFormat = "#,0";
export const shareFormat = "0.0 %";
