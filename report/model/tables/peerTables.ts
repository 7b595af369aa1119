import type { ModelTable } from "../types.ts";

/**
 * The other ends of a selected host's flows. No relationship leads here: one would stand for one direction, and a filter on
 * Hosts would narrow it to that. The measures of the host look up for themselves what is selected.
 */
export function buildPeers(): ModelTable {
  return {
    name: "Peers",
    caption: { en: "Peers", ko: "상대 호스트" },
    description: {
      en: "Every address of Traffic, as the other end of the flows of the hosts that are selected in Hosts. Only the measures of the host heed it: Host bytes, Host flow count, Host denied flows and Peers.",
      ko: "호스트 테이블에서 선택한 호스트의 흐름에서 반대쪽이 되는, 트래픽의 모든 주소. 호스트의 측정값(호스트의 바이트, 흐름 수, 거부된 흐름, 상대 호스트)에만 쓰인다.",
    },
    columns: [
      {
        name: "Peer",
        type: "string",
        caption: { en: "Peer", ko: "상대 호스트" },
        description: {
          en: "Address of the other end, whichever end sends; as in the log.",
          ko: "어느 쪽이 보내든 반대쪽의 주소, 로그에 적힌 그대로.",
        },
      },
    ],
    measures: [],
    hierarchies: [],
    source: { kind: "dax", expression: peers },
  };
}

/** The ports of a selected host's flows, whichever end it is; apart from all tables for the same reason as Peers. */
export function buildPorts(): ModelTable {
  return {
    name: "Ports",
    caption: { en: "Ports", ko: "포트" },
    description: {
      en: "Every destination port of Traffic, for the flows of the hosts that are selected in Hosts. Only the measures of the host heed it: Host bytes, Host flow count, Host denied flows and Peers.",
      ko: "호스트 테이블에서 선택한 호스트의 흐름을 위한, 트래픽의 모든 목적지 포트. 호스트의 측정값(호스트의 바이트, 흐름 수, 거부된 흐름, 상대 호스트)에만 쓰인다.",
    },
    columns: [
      {
        name: "Port",
        type: "int64",
        format: "0",
        caption: { en: "Port", ko: "포트" },
        description: {
          en: "Destination port of the flow: that of the host where it receives, that of the peer where it sends.",
          ko: "흐름의 목적지 포트: 호스트가 받는 쪽이면 호스트의 포트, 보내는 쪽이면 상대의 포트.",
        },
      },
    ],
    measures: [],
    hierarchies: [],
    source: { kind: "dax", expression: ports },
  };
}

/** DISTINCT and not VALUES, as for Hosts. */
const peers = `VAR Addresses =
    DISTINCT (
        UNION (
            SELECTCOLUMNS ( DISTINCT ( Traffic[SrcIp] ), "Peer", Traffic[SrcIp] ),
            SELECTCOLUMNS ( DISTINCT ( Traffic[DestIp] ), "Peer", Traffic[DestIp] )
        )
    )
RETURN
    SELECTCOLUMNS (
        Addresses,
        "Peer", [Peer]
    )`;

const ports = `VAR Numbers = DISTINCT ( Traffic[DestPort] )
RETURN
    SELECTCOLUMNS (
        Numbers,
        "Port", Traffic[DestPort]
    )`;
