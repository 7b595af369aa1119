import type { Language } from "../../settings.ts";
import type { ModelMeasure, Words } from "../types.ts";
import { countFormat, folders } from "../words.ts";
import { byteFormatDax, changeFormat } from "./formats.ts";
import { formatWhatChanged } from "./whatChanged.ts";

const folder = folders.change;

/**
 * The selected period: from the first to the last day with any traffic among the selected dates, so that a month that has
 * not ended is compared with as many days. It ends at the last hour with traffic: half a day is compared with half a day.
 */
export const selectedPeriod = `VAR SelectedDates = VALUES ( 'Date'[Date] )
VAR FirstDate =
    CALCULATE ( MIN ( Traffic[Date] ), REMOVEFILTERS (), SelectedDates )
VAR LastHour =
    CALCULATE ( MAX ( Traffic[LocalHour] ), REMOVEFILTERS (), SelectedDates )
VAR DayCount = INT ( LastHour ) - INT ( FirstDate ) + 1`;

/** Half an hour is added since a time less some days may differ from another in its last bit. */
function countBefore(measure: string): string {
  return `${selectedPeriod}
VAR StartBefore = FirstDate - DayCount
VAR EndBefore = LastHour - DayCount + TIME ( 0, 30, 0 )
RETURN
    IF (
        NOT ISBLANK ( LastHour ),
        CALCULATE (
            [${measure}],
            REMOVEFILTERS ( 'Date' ),
            REMOVEFILTERS ( Traffic[Date], Traffic[Time] ),
            Traffic[LocalHour] >= StartBefore && Traffic[LocalHour] < EndBefore
        )
    )`;
}

const selectedName = "What changed in the selected dates";

/** All data as one period has nothing before it: then the last day says more. */
const whatChanged = `VAR LastDay = MAX ( Traffic[Date] )
RETURN
    IF (
        ISFILTERED ( 'Date' ) || ISBLANK ( LastDay ),
        [${selectedName}],
        FORMAT ( LastDay, "yyyy-MM-dd" ) & ": " & CALCULATE ( [${selectedName}], 'Date'[Date] = LastDay )
    )`;

/** What is compared, and what it is called inside a sentence. */
interface Compared {
  readonly measure: string;
  readonly caption: Words;
  readonly what: Words;
  readonly isBytes?: boolean;
}

const compared: readonly Compared[] = [
  {
    measure: "Flow count",
    caption: { en: "Flows", ko: "흐름 수" },
    what: { en: "Flows", ko: "흐름 수" },
  },
  {
    measure: "Bytes",
    caption: { en: "Bytes", ko: "바이트" },
    what: { en: "Bytes", ko: "바이트" },
    isBytes: true,
  },
  {
    measure: "Denied flows",
    caption: { en: "Denied flows", ko: "거부된 흐름" },
    what: { en: "Denied flows", ko: "거부된 흐름의 수" },
  },
];

/** The measures that compare the selected dates with as many days just before them. */
export function listChangeMeasures(language: Language): ModelMeasure[] {
  return [
    ...compared.flatMap((it) => [buildBefore(it), buildChange(it)]),
    buildBefore({
      measure: "Hosts talking",
      caption: { en: "Hosts", ko: "통신한 호스트" },
      what: { en: "Hosts talking", ko: "통신한 호스트의 수" },
    }),
    {
      name: "What changed",
      caption: { en: "What changed", ko: "달라진 점" },
      description: {
        en: "Flows, denied flows and hosts of the selected dates in a few sentences, against the period before; of the last day with traffic where no date is selected. In the language of the report.",
        ko: "선택한 날짜의 흐름, 거부된 흐름, 호스트를 직전 기간과 비교한 몇 문장. 날짜를 선택하지 않으면 트래픽이 있는 마지막 날을 전날과 비교한다. 보고서의 언어로.",
      },
      folder,
      dax: whatChanged,
    },
    {
      name: selectedName,
      caption: { en: "What changed in the selected dates", ko: "선택한 날짜의 달라진 점" },
      description: {
        en: "What changed, of the dates that are selected only.",
        ko: "선택한 날짜만의 달라진 점.",
      },
      folder,
      dax: formatWhatChanged(language, selectedPeriod),
    },
  ];
}

function buildBefore({ measure, caption, what, isBytes }: Compared): ModelMeasure {
  return {
    name: `${measure} before`,
    caption: { en: `${caption.en} before`, ko: `직전 기간 ${caption.ko}` },
    description: {
      en: `${what.en} of the same number of days just before the selected dates, up to the same hour of the day; blank where there is nothing.`,
      ko: `선택한 날짜 직전의 같은 일수 동안의 ${what.ko}, 마지막 날은 같은 시각까지. 데이터가 없으면 비어 있다.`,
    },
    folder,
    ...(isBytes === true ? { formatDax: byteFormatDax } : { format: countFormat }),
    dax: countBefore(measure),
  };
}

function buildChange({ measure, caption, what }: Compared): ModelMeasure {
  return {
    name: `${measure} change`,
    caption: { en: `Change of ${caption.en.toLowerCase()}`, ko: `${caption.ko} 변화` },
    description: {
      en: `${what.en} against the period before, as a share of it; blank where there was nothing before.`,
      ko: `직전 기간과 비교한 ${what.ko}의 변화 비율. 직전 기간에 데이터가 없으면 비어 있다.`,
    },
    folder,
    format: changeFormat,
    dax: `VAR Before = [${measure} before]
RETURN
    DIVIDE ( [${measure}] - Before, Before )`,
  };
}
