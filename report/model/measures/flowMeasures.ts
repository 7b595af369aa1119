import type { ModelMeasure } from "../types.ts";
import { countFormat, folders, shareFormat } from "../words.ts";

const folder = folders.flows;

/** Where there are flows but none of the kind, that is a true zero; where there are none at all, it is blank. */
function countActions(action: "Allow" | "Deny"): string {
  return `IF (
    NOT ISBLANK ( [Flow count] ),
    CALCULATE ( [Flow count], KEEPFILTERS ( Traffic[Action] = "${action}" ) ) + 0
)`;
}

/** Flows has no relationship to Traffic, so what is chosen by columns of Traffic is carried over. */
const chosenInTraffic = ["SrcIp", "DestIp", "DestPort", "Protocol", "Direction", "Action"]
  .map((name) => `        KEEPFILTERS ( TREATAS ( VALUES ( Traffic[${name}] ), Flows[${name}] ) )`)
  .join(",\n");

export const flowMeasures: readonly ModelMeasure[] = [
  {
    name: "Flow count",
    caption: { en: "Flows", ko: "흐름 수" },
    description: {
      en: "Number of flow tuples: rows of the flows table.",
      ko: "흐름 튜플의 수: 흐름 테이블의 행 수.",
    },
    folder,
    format: countFormat,
    dax: "SUM ( Traffic[Flows] )",
  },
  {
    name: "Sessions started",
    caption: { en: "Sessions", ko: "시작된 세션" },
    description: {
      en: "Allowed flows that began: those with state Begin, and all allowed ones of version 1, which has no states.",
      ko: "시작된 허용 흐름: 상태가 Begin인 것과, 상태가 없는 버전 1의 모든 허용 흐름.",
    },
    folder,
    format: countFormat,
    dax: "SUM ( Traffic[Sessions] )",
  },
  {
    name: "Allowed flows",
    caption: { en: "Allowed flows", ko: "허용된 흐름" },
    description: { en: "Flow tuples with the action Allow.", ko: "동작이 허용(Allow)인 흐름 튜플의 수." },
    folder,
    format: countFormat,
    dax: countActions("Allow"),
  },
  {
    name: "Denied flows",
    caption: { en: "Denied flows", ko: "거부된 흐름" },
    description: { en: "Flow tuples with the action Deny.", ko: "동작이 거부(Deny)인 흐름 튜플의 수." },
    folder,
    format: countFormat,
    dax: countActions("Deny"),
  },
  {
    name: "Denied %",
    caption: { en: "Denied %", ko: "거부 비율" },
    description: { en: "Denied flows by all flows.", ko: "전체 흐름 중 거부된 흐름의 비율." },
    folder,
    format: shareFormat,
    dax: "DIVIDE ( [Denied flows], [Flow count] )",
  },
  {
    name: "Unmeasured flows",
    caption: { en: "Unmeasured flows", ko: "측정되지 않은 흐름" },
    description: {
      en: "Flow tuples of which the log has no counter at all: not zero bytes, but not measured (version 1, begun and denied flows).",
      ko: "로그에 카운터가 전혀 없는 흐름 튜플: 바이트가 없는 것이 아니라 측정되지 않은 것(버전 1, 시작된 흐름, 거부된 흐름).",
    },
    folder,
    format: countFormat,
    dax: "SUM ( Traffic[UnmeasuredFlows] )",
  },
  {
    name: "Encrypted %",
    caption: { en: "Encrypted %", ko: "암호화 비율" },
    description: {
      en: "Flows encrypted in the virtual network (X) by flows of which the log tells it; blank for NSG logs, which do not. Over the days that Flows holds.",
      ko: "로그에 암호화 상태가 있는 흐름 중 가상 네트워크에서 암호화된 흐름(X)의 비율. 상태가 없는 NSG 로그에서는 비어 있다. 흐름 테이블에 있는 날짜가 대상이다.",
    },
    folder,
    format: shareFormat,
    dax: `VAR Encrypted =
    CALCULATE (
        COUNTROWS ( Flows ),
${chosenInTraffic},
        KEEPFILTERS ( Flows[Encryption] = "X" )
    )
VAR Told =
    CALCULATE (
        COUNTROWS ( Flows ),
${chosenInTraffic},
        KEEPFILTERS ( NOT ISBLANK ( Flows[Encryption] ) )
    )
RETURN
    DIVIDE ( Encrypted + 0, Told )`,
  },
];
