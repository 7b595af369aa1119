import type { Language } from "../settings.ts";
import { englishTexts } from "./textsEnglish.ts";
import { koreanTexts } from "./textsKorean.ts";
import type { ReportTexts } from "./reportTexts.ts";

/** The words in the language of the report. */
export function listTexts(language: Language): ReportTexts {
  return { "en-US": englishTexts, "ko-KR": koreanTexts }[language];
}
