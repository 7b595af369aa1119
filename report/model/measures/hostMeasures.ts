import type { ModelMeasure, Words } from "../types.ts";
import { countFormat, folders, shareFormat } from "../words.ts";
import { byteFormatDax } from "./formats.ts";

const folder = folders.hosts;

/** All hosts of the rows in the filter context, each once. */
const hostsInContext = "DISTINCT ( UNION ( DISTINCT ( Traffic[SrcIp] ), DISTINCT ( Traffic[DestIp] ) ) )";

/**
 * Bytes of each host over the flows it is source or destination of, one with itself once; and of these hosts the first
 * by bytes, then by name. Pairs are grouped by the storage engine; there are far fewer of them than rows.
 */
const topTalker = `VAR Pairs =
    ADDCOLUMNS ( SUMMARIZE ( Traffic, Traffic[SrcIp], Traffic[DestIp] ), "@PairBytes", [Bytes] )
VAR Ends =
    UNION (
        SELECTCOLUMNS ( Pairs, "@Host", Traffic[SrcIp], "@EndBytes", [@PairBytes] ),
        SELECTCOLUMNS (
            FILTER ( Pairs, Traffic[SrcIp] <> Traffic[DestIp] ),
            "@Host", Traffic[DestIp],
            "@EndBytes", [@PairBytes]
        )
    )
VAR Totals =
    GROUPBY ( FILTER ( Ends, NOT ISBLANK ( [@EndBytes] ) ), [@Host], "@HostBytes", SUMX ( CURRENTGROUP (), [@EndBytes] ) )
VAR TopHost =
    TOPN ( 1, Totals, [@HostBytes], DESC, [@Host], ASC )`;

/** Flows with a selected host as source, plus those with one as destination, less those that have both. */
function ofSelectedHosts(measure: string): string {
  return `VAR AsSource = [${measure}]
VAR AsDestination =
    CALCULATE ( [${measure}], USERELATIONSHIP ( Traffic[DestIp], Hosts[Host] ) )
VAR AsBoth =
    CALCULATE ( [${measure}], KEEPFILTERS ( TREATAS ( VALUES ( Hosts[Host] ), Traffic[DestIp] ) ) )
RETURN
    AsSource + AsDestination - AsBoth`;
}

export const hostMeasures: readonly ModelMeasure[] = [
  {
    name: "Hosts talking",
    caption: { en: "Hosts", ko: "통신한 호스트" },
    description: {
      en: "Different addresses that were source or destination of a flow, allowed or denied.",
      ko: "허용되었든 거부되었든 흐름의 출발지나 목적지였던 서로 다른 주소의 수.",
    },
    folder,
    format: countFormat,
    dax: `COUNTROWS ( ${hostsInContext} )`,
  },
  {
    name: "New hosts",
    caption: { en: "New hosts", ko: "새 호스트" },
    description: {
      en: "Hosts of the last day with traffic in the selection that had none in it on the day before. Blank where nothing at all is known of the day before.",
      ko: "선택 범위에서 트래픽이 있는 마지막 날의 호스트 중 그 전날에는 없던 호스트의 수. 전날의 데이터가 전혀 없으면 비어 있다.",
    },
    folder,
    format: countFormat,
    dax: `VAR LastDay = MAX ( Traffic[Date] )
VAR DayBefore = LastDay - 1
VAR IsKnown =
    NOT ISEMPTY ( CALCULATETABLE ( Traffic, REMOVEFILTERS (), Traffic[Date] = DayBefore ) )
VAR HostsOfLastDay =
    CALCULATETABLE ( ${hostsInContext}, KEEPFILTERS ( Traffic[Date] = LastDay ) )
VAR HostsOfDayBefore =
    CALCULATETABLE (
        ${hostsInContext},
        REMOVEFILTERS ( 'Date' ),
        REMOVEFILTERS ( Traffic[Time], Traffic[LocalHour] ),
        Traffic[Date] = DayBefore
    )
RETURN
    IF (
        NOT ISBLANK ( LastDay ) && IsKnown,
        COUNTROWS ( EXCEPT ( HostsOfLastDay, HostsOfDayBefore ) ) + 0
    )`,
  },
  {
    name: "Top talker",
    caption: { en: "Top talker", ko: "최다 통신 호스트" },
    description: {
      en: "The host whose flows, as source or destination, carry most bytes; of equal ones the first by name. Blank where nothing was measured.",
      ko: "출발지나 목적지로서 가장 많은 바이트를 주고받은 호스트. 같으면 이름순으로 첫째. 측정된 것이 없으면 비어 있다.",
    },
    folder,
    dax: `${topTalker}
RETURN
    MAXX ( TopHost, [@Host] )`,
  },
  {
    name: "Top talker share",
    caption: { en: "Top talker's share", ko: "최다 통신 호스트 비율" },
    description: {
      en: "Bytes of the top talker's flows by all bytes.",
      ko: "전체 바이트 중 최다 통신 호스트의 흐름이 차지하는 비율.",
    },
    folder,
    format: shareFormat,
    dax: `${topTalker}
RETURN
    DIVIDE ( MAXX ( TopHost, [@HostBytes] ), [Bytes] )`,
  },
  {
    name: "Peers",
    caption: { en: "Peers", ko: "상대 호스트" },
    description: {
      en: "Different hosts at the other end of the flows of the hosts that are selected in Hosts; a host that talks to itself is its own peer.",
      ko: "호스트 테이블에서 선택한 호스트의 흐름에서 반대쪽에 있는 서로 다른 호스트의 수. 자기 자신과 통신하면 자신도 포함된다.",
    },
    folder,
    format: countFormat,
    dax: `VAR Destinations = DISTINCT ( Traffic[DestIp] )
VAR Sources =
    CALCULATETABLE ( DISTINCT ( Traffic[SrcIp] ), USERELATIONSHIP ( Traffic[DestIp], Hosts[Host] ) )
RETURN
    COUNTROWS ( DISTINCT ( UNION ( Destinations, Sources ) ) )`,
  },
  {
    ...selected("Host bytes", "Bytes", { en: "Bytes of the host", ko: "호스트의 바이트" }),
    description: {
      en: "Bytes of all flows that the hosts selected in Hosts are source or destination of, each flow once.",
      ko: "호스트 테이블에서 선택한 호스트가 출발지나 목적지인 모든 흐름의 바이트, 흐름마다 한 번.",
    },
    formatDax: byteFormatDax,
  },
  {
    ...selected("Host flow count", "Flow count", { en: "Flows of the host", ko: "호스트의 흐름 수" }),
    description: {
      en: "All flows that the hosts selected in Hosts are source or destination of, each once.",
      ko: "호스트 테이블에서 선택한 호스트가 출발지나 목적지인 모든 흐름의 수, 흐름마다 한 번.",
    },
    format: countFormat,
  },
  {
    ...selected("Host denied flows", "Denied flows", { en: "Denied flows of the host", ko: "호스트의 거부된 흐름" }),
    description: {
      en: "Denied flows that the hosts selected in Hosts are source or destination of, each once.",
      ko: "호스트 테이블에서 선택한 호스트가 출발지나 목적지인 거부된 흐름의 수, 흐름마다 한 번.",
    },
    format: countFormat,
  },
];

function selected(name: string, measure: string, caption: Words) {
  return { name, caption, folder, dax: ofSelectedHosts(measure) };
}
