import type { PageState } from "./state.ts";

const english = {
  title: "Who talks to whom",
  lede: "{0} hosts, {1} flows. The busiest pair is {2}, with {3} flows.",
  ledeDenied: "Most denials: {0}, {1} of {2}.",
  ledeEmpty: "There are no flows in these tables.",
  period: "Period (UTC)",
  flows: "Flows logged",
  flowsNote: "{0} allowed, {1} denied",
  denied: "Denied",
  deniedNote: "of all flows logged",
  bytes: "Bytes measured",
  bytesNote: "both directions, from {0} of {1} flows",
  hosts: "Hosts",
  hostsNote: "{0} pairs of source and destination",
  none: "none",
  weight: "Weight",
  weight_flows: "Flows",
  weight_bytes: "Bytes",
  colorBy: "Color by",
  colorBy_action: "Action",
  colorBy_rule: "Rule",
  theme: "Theme",
  theme_light: "Light",
  theme_dark: "Dark",
  theme_contrast: "High contrast",
  language: "Language",
  "language_en-US": "English",
  "language_ko-KR": "한국어",
  hint: "Point at a ribbon for its numbers. Click to select, Ctrl+click to add. A flow is a line of the log; traffic inside the network is logged at both NICs.",
  selected: "Selected · flows: {0} · pairs: {1} · {2}",
  selectedUnmeasured: "Selected · flows: {0} · pairs: {1} · no bytes measured",
  clear: "Clear selection",
  select: "Select",
  cut: "The largest {0} of {1} combinations of host, rule and action are drawn; the figures count all.",
  failed: "The visual has failed: {0}",
  foot: "This page runs the packaged visual, version {0}, the way Power BI does.",
  controls: "View",
  figures: "Key figures",
  visual: "Flow Chord visual",
};

/** The key of a text of the page. */
export type TextKey = keyof typeof english;

const korean: Readonly<Record<TextKey, string>> = {
  title: "누가 누구와 통신하는가",
  lede: "호스트 {0}개, 흐름 {1}건. 가장 활발한 쌍은 {2}(흐름 {3}건)입니다.",
  ledeDenied: "가장 많이 거부된 쌍: {0}(거부 {2}건 중 {1}건).",
  ledeEmpty: "이 테이블에는 흐름이 없습니다.",
  period: "기간(UTC)",
  flows: "기록된 흐름",
  flowsNote: "허용 {0}건, 거부 {1}건",
  denied: "거부",
  deniedNote: "기록된 전체 흐름 중",
  bytes: "측정된 바이트",
  bytesNote: "양방향 합계, 흐름 {1}건 중 {0}건에서 측정",
  hosts: "호스트",
  hostsNote: "원본과 대상의 쌍 {0}개",
  none: "없음",
  weight: "크기 기준",
  weight_flows: "흐름",
  weight_bytes: "바이트",
  colorBy: "색 기준",
  colorBy_action: "동작",
  colorBy_rule: "규칙",
  theme: "테마",
  theme_light: "밝게",
  theme_dark: "어둡게",
  theme_contrast: "고대비",
  language: "언어",
  "language_en-US": "English",
  "language_ko-KR": "한국어",
  hint: "리본을 가리키면 수치가 보입니다. 클릭하면 선택하고 Ctrl+클릭하면 추가합니다. 흐름은 로그의 한 줄이며, 네트워크 내부 트래픽은 양쪽 NIC에 모두 기록됩니다.",
  selected: "선택 · 흐름 {0}건 · 쌍 {1}개 · {2}",
  selectedUnmeasured: "선택 · 흐름 {0}건 · 쌍 {1}개 · 측정된 바이트 없음",
  clear: "선택 취소",
  select: "선택",
  cut: "호스트·규칙·동작 조합 {1}개 중 가장 큰 {0}개를 그렸습니다. 수치는 전체를 셉니다.",
  failed: "시각적 개체에 오류가 발생했습니다: {0}",
  foot: "이 페이지는 패키지된 시각적 개체(버전 {0})를 Power BI와 같은 방식으로 실행합니다.",
  controls: "보기",
  figures: "주요 수치",
  visual: "Flow Chord 시각적 개체",
};

/** Everything that turns facts into words of the reader's language. */
export interface Words {
  /** The text with this key; `{0}`, `{1}` … are replaced by the values. */
  say: (key: TextKey, ...values: readonly string[]) => string;
  count: (count: number) => string;
  percent: (part: number, whole: number) => string;
  /** In the largest decimal unit that fits: `2.1 GB`. */
  bytes: (bytes: number) => string;
  /** From the minute of the first to the minute of the last time, UTC. */
  period: (fromMs: number, toMs: number) => string;
}

/** The words of a language, with its way to write numbers and dates. */
export function buildWords(language: PageState["language"]): Words {
  const texts = language === "ko-KR" ? korean : english;
  const whole = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const minutes = new Intl.DateTimeFormat(language, {
    ...{ year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
    hourCycle: "h23",
    timeZone: "UTC",
  });
  return {
    say: (key, ...values) => texts[key].replace(/\{(\d)\}/g, (hole, index: string) => values[Number(index)] ?? hole),
    count: (count) => whole.format(count),
    percent: (part, total) => share.format(total === 0 ? 0 : part / total),
    bytes: (bytes) => formatBytes(bytes, language),
    period: (fromMs, toMs) => minutes.formatRange(fromMs, toMs),
  };
}

function formatBytes(bytes: number, language: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"];
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const style = { style: "unit", unit: units[step] ?? "byte", unitDisplay: step === 0 ? "long" : "short" } as const;
  return new Intl.NumberFormat(language, { ...style, maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
}
