import type { ReportSettings } from "../settings.ts";
import { buildDeniedPage } from "./deniedPage.ts";
import { buildHostPage } from "./hostPage.ts";
import { buildPairPage } from "./pairPage.ts";
import { buildRulesPage } from "./rulesPage.ts";
import { buildSummaryPage } from "./summaryPage.ts";
import { listTexts } from "./texts.ts";
import type { ReportPage } from "./visual.ts";
import { buildWhoTalksPage } from "./whoTalksPage.ts";

/** The pages in their order; the summary is the one that opens. */
export function buildPages(settings: ReportSettings, guid: string): ReportPage[] {
  const parts = {
    texts: listTexts(settings.language),
    guid,
    hasExportedRules: settings.rules !== undefined,
  };
  return [
    buildSummaryPage(parts),
    buildWhoTalksPage(parts),
    buildDeniedPage(parts),
    buildRulesPage(parts),
    buildHostPage(parts),
    buildPairPage(parts),
  ];
}
