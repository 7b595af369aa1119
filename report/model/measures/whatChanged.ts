import type { Language } from "../../settings.ts";

/** Pieces of the sentences, each an expression of DAX that gives text. */
interface Sentences {
  readonly nothing: string;
  readonly changed: (change: string) => string;
  readonly flows: string;
  readonly noBefore: string;
  readonly denied: string;
  readonly noneDenied: string;
  readonly newHosts: string;
  readonly topTalker: string;
}

const english: Sentences = {
  nothing: '"No traffic in this selection."',
  changed: (change) => `SWITCH (
        TRUE (),
        ISBLANK ( ${change} ), "",
        ABS ( ${change} ) < 0.0005, ", as before",
        ${change} > 0, ", up " & FORMAT ( ${change}, "0.0 %", "en-US" ),
        ", down " & FORMAT ( - ${change}, "0.0 %", "en-US" )
    )`,
  flows: `FORMAT ( FlowsNow, "#,0", "en-US" ) & IF ( FlowsNow = 1, " flow", " flows" ) & FlowsChange
            & IF ( NOT ISBLANK ( FlowsShift ), " on the " & IF ( DayCount = 1, "day", FORMAT ( DayCount, "0" ) & " days" ) & " before" ) & "."`,
  noBefore: '" There is no data before this period to compare with."',
  denied: `" " & FORMAT ( DeniedNow, "#,0", "en-US" ) & " denied (" & FORMAT ( [Denied %], "0.0 %", "en-US" ) & ")" & DeniedChange & "."`,
  noneDenied: '" Nothing was denied" & DeniedChange & "."',
  newHosts: `" " & FORMAT ( HostsNew, "#,0", "en-US" ) & IF ( HostsNew = 1, " host is", " hosts are" ) & " new since the day before."`,
  topTalker: `" Top talker: " & TopHost & ", " & FORMAT ( [Top talker share], "0.0 %", "en-US" ) & " of the bytes."`,
};

const korean: Sentences = {
  nothing: '"선택한 범위에 트래픽이 없습니다."',
  changed: (change) => `SWITCH (
        TRUE (),
        ISBLANK ( ${change} ), "",
        ABS ( ${change} ) < 0.0005, ", 변화 없음",
        ${change} > 0, ", " & FORMAT ( ${change}, "0.0 %", "en-US" ) & " 증가",
        ", " & FORMAT ( - ${change}, "0.0 %", "en-US" ) & " 감소"
    )`,
  flows: `"흐름 " & FORMAT ( FlowsNow, "#,0", "en-US" ) & "건" & FlowsChange
            & IF ( NOT ISBLANK ( FlowsShift ), "(직전 " & FORMAT ( DayCount, "0" ) & "일 대비)" ) & "."`,
  noBefore: '" 비교할 직전 기간의 데이터가 없습니다."',
  denied: `" 거부 " & FORMAT ( DeniedNow, "#,0", "en-US" ) & "건(" & FORMAT ( [Denied %], "0.0 %", "en-US" ) & ")" & DeniedChange & "."`,
  noneDenied: '" 거부된 흐름 없음" & DeniedChange & "."',
  newHosts: `" 전날에 없던 호스트 " & FORMAT ( HostsNew, "#,0", "en-US" ) & "개."`,
  topTalker: `" 최다 통신 호스트는 " & TopHost & "(전체 바이트의 " & FORMAT ( [Top talker share], "0.0 %", "en-US" ) & ")입니다."`,
};

/** The measure `What changed`; sentences about what is not known are left out, but that nothing is known is told. */
export function formatWhatChanged(language: Language, selectedPeriod: string): string {
  const words = language === "ko-KR" ? korean : english;
  return `${selectedPeriod}
VAR FlowsNow = [Flow count]
VAR FlowsShift = [Flow count change]
VAR FlowsChange =
    ${words.changed("FlowsShift")}
VAR DeniedNow = [Denied flows]
VAR DeniedShift = [Denied flows change]
VAR DeniedChange =
    ${words.changed("DeniedShift")}
VAR HostsNew = [New hosts]
VAR TopHost = [Top talker]
RETURN
    IF (
        ISBLANK ( FlowsNow ),
        ${words.nothing},
        ${words.flows}
            & IF ( ISBLANK ( FlowsShift ), ${words.noBefore} )
            & IF ( DeniedNow = 0, ${words.noneDenied}, ${words.denied} )
            & IF ( NOT ISBLANK ( HostsNew ), ${words.newHosts} )
            & IF ( NOT ISBLANK ( TopHost ), ${words.topTalker} )
    )`;
}
