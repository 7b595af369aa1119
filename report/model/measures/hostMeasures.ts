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

/** What is selected in Peers and Ports, as filters of Traffic; with nothing selected they hold everything. */
const selectedPeersAndPorts = `VAR SelectedPorts = TREATAS ( VALUES ( Ports[Port] ), Traffic[DestPort] )
VAR PeersAsSource = TREATAS ( VALUES ( Peers[Peer] ), Traffic[SrcIp] )
VAR PeersAsDestination = TREATAS ( VALUES ( Peers[Peer] ), Traffic[DestIp] )`;

/**
 * Flows from a selected host to a selected peer, plus those from a peer to a host, less those that are both: of a host with
 * itself, and between two that are selected in Hosts and in Peers. Where neither Peers nor Ports are filtered the filters
 * would change nothing, so that cards and charts over time are spared them. A peer that was never met stays blank: a sum
 * of blanks is blank, and nothing is taken from it.
 */
function ofSelectedHosts(measure: string): string {
  return `${selectedPeersAndPorts}
VAR HostsAsDestination = TREATAS ( VALUES ( Hosts[Host] ), Traffic[DestIp] )
VAR IsNarrowed = ISFILTERED ( Peers[Peer] ) || ISFILTERED ( Ports[Port] )
VAR AsSource =
    IF (
        IsNarrowed,
        CALCULATE ( [${measure}], KEEPFILTERS ( PeersAsDestination ), KEEPFILTERS ( SelectedPorts ) ),
        [${measure}]
    )
VAR AsDestination =
    IF (
        IsNarrowed,
        CALCULATE (
            [${measure}],
            USERELATIONSHIP ( Traffic[DestIp], Hosts[Host] ),
            KEEPFILTERS ( PeersAsSource ),
            KEEPFILTERS ( SelectedPorts )
        ),
        CALCULATE ( [${measure}], USERELATIONSHIP ( Traffic[DestIp], Hosts[Host] ) )
    )
VAR AsBoth =
    IF (
        IsNarrowed,
        CALCULATE (
            [${measure}],
            KEEPFILTERS ( HostsAsDestination ),
            KEEPFILTERS ( PeersAsSource ),
            KEEPFILTERS ( PeersAsDestination ),
            KEEPFILTERS ( SelectedPorts )
        ),
        CALCULATE ( [${measure}], KEEPFILTERS ( HostsAsDestination ) )
    )
VAR AsEither = AsSource + AsDestination
RETURN
    IF ( NOT ISBLANK ( AsEither ), AsEither - AsBoth )`;
}

/** What a selection in Peers or Ports does to the measures of the host. */
const narrowed: Words = {
  en: "With Peers selected, only flows between the hosts and those, in either direction; with Ports selected, only flows to those destination ports.",
  ko: "상대 호스트를 선택하면 그 호스트와 주고받은 흐름만(양방향), 포트를 선택하면 목적지 포트가 그 포트인 흐름만 센다.",
};

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
      en: "Different hosts at the other end of the flows of the hosts that are selected in Hosts, of those selected in Peers and Ports; a host that talks to itself is its own peer.",
      ko: "호스트 테이블에서 선택한 호스트의 흐름에서 반대쪽에 있는 서로 다른 호스트의 수. 상대 호스트와 포트를 선택하면 그 안에서 센다. 자기 자신과 통신하면 자신도 포함된다.",
    },
    folder,
    format: countFormat,
    dax: `${selectedPeersAndPorts}
VAR Destinations =
    CALCULATETABLE ( DISTINCT ( Traffic[DestIp] ), KEEPFILTERS ( PeersAsDestination ), KEEPFILTERS ( SelectedPorts ) )
VAR Sources =
    CALCULATETABLE (
        DISTINCT ( Traffic[SrcIp] ),
        USERELATIONSHIP ( Traffic[DestIp], Hosts[Host] ),
        KEEPFILTERS ( PeersAsSource ),
        KEEPFILTERS ( SelectedPorts )
    )
RETURN
    COUNTROWS ( DISTINCT ( UNION ( Destinations, Sources ) ) )`,
  },
  {
    ...selected("Host bytes", "Bytes", { en: "Bytes of the host", ko: "호스트의 바이트" }),
    description: {
      en: `Bytes of all flows that the hosts selected in Hosts are source or destination of, each flow once. ${narrowed.en}`,
      ko: `호스트 테이블에서 선택한 호스트가 출발지나 목적지인 모든 흐름의 바이트, 흐름마다 한 번. ${narrowed.ko}`,
    },
    formatDax: byteFormatDax,
  },
  {
    ...selected("Host flow count", "Flow count", { en: "Flows of the host", ko: "호스트의 흐름 수" }),
    description: {
      en: `All flows that the hosts selected in Hosts are source or destination of, each once. ${narrowed.en}`,
      ko: `호스트 테이블에서 선택한 호스트가 출발지나 목적지인 모든 흐름의 수, 흐름마다 한 번. ${narrowed.ko}`,
    },
    format: countFormat,
  },
  {
    ...selected("Host denied flows", "Denied flows", { en: "Denied flows of the host", ko: "호스트의 거부된 흐름" }),
    description: {
      en: `Denied flows that the hosts selected in Hosts are source or destination of, each once. ${narrowed.en}`,
      ko: `호스트 테이블에서 선택한 호스트가 출발지나 목적지인 거부된 흐름의 수, 흐름마다 한 번. ${narrowed.ko}`,
    },
    format: countFormat,
  },
];

function selected(name: string, measure: string, caption: Words) {
  return { name, caption, folder, dax: ofSelectedHosts(measure) };
}
