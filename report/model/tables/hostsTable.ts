import type { Language } from "../../settings.ts";
import type { ModelTable } from "../types.ts";
import { valueWords } from "../words.ts";

/** Every address that was a source or a destination, with the network it lies in. */
export function buildHosts(language: Language): ModelTable {
  return {
    name: "Hosts",
    caption: { en: "Hosts", ko: "호스트" },
    description: {
      en: "Every address of Traffic, as source or destination. Filters by it hold for sources, except in the measures of hosts.",
      ko: "트래픽의 출발지나 목적지로 나온 모든 주소. 호스트 측정값을 제외하면 출발지를 기준으로 필터링한다.",
    },
    columns: [
      {
        name: "Host",
        type: "string",
        caption: { en: "Host", ko: "호스트" },
        description: { en: "Address, as in the log.", ko: "주소, 로그에 적힌 그대로." },
      },
      {
        name: "Network",
        type: "string",
        caption: { en: "Network", ko: "네트워크" },
        description: { en: "The /24 of IPv4 or the /64 of IPv6 around it.", ko: "주소가 속한 IPv4 /24 또는 IPv6 /64." },
      },
      {
        name: "Scope",
        type: "string",
        caption: { en: "Scope", ko: "범위" },
        description: {
          en: "Private: RFC 1918, loopback and link-local addresses, unique local ones of IPv6. Public: all others.",
          ko: "사설: RFC 1918, 루프백, 링크 로컬, IPv6 고유 로컬 주소. 공인: 그 밖의 모든 주소.",
        },
      },
    ],
    measures: [],
    hierarchies: [],
    source: { kind: "dax", expression: formatHosts(language) },
  };
}

/** The network of an address; IPv6 comes apart at its gap (`::`), which stands for as many zeros as are missing. */
const formatNetwork = `            VAR Octets = [@Octets]
            VAR LeftPart = [@Left]
            VAR RightPart = [@Right]
            VAR LeftCount = IF ( LeftPart = "", 0, PATHLENGTH ( LeftPart ) )
            VAR RightStart = 8 - IF ( RightPart = "", 0, PATHLENGTH ( RightPart ) )
            VAR Prefix =
                CONCATENATEX (
                    GENERATESERIES ( 1, 4 ),
                    VAR Place = [Value]
                    VAR GroupText =
                        SWITCH (
                            TRUE (),
                            Place <= LeftCount, PATHITEM ( LeftPart, Place ),
                            Place <= RightStart, "0",
                            PATHITEM ( RightPart, Place - RightStart )
                        )
                    RETURN
                        LOWER (
                            SWITCH (
                                TRUE (),
                                LEFT ( GroupText, 3 ) = "000", MID ( GroupText, 4, 1 ),
                                LEFT ( GroupText, 2 ) = "00", MID ( GroupText, 3, 2 ),
                                LEFT ( GroupText, 1 ) = "0" && LEN ( GroupText ) > 1, MID ( GroupText, 2, 3 ),
                                GroupText
                            )
                        ),
                    ":",
                    [Value], ASC
                )
            VAR Shortened =
                SWITCH (
                    TRUE (),
                    Prefix = "0:0:0:0", "",
                    RIGHT ( Prefix, 6 ) = ":0:0:0", LEFT ( Prefix, LEN ( Prefix ) - 6 ),
                    RIGHT ( Prefix, 4 ) = ":0:0", LEFT ( Prefix, LEN ( Prefix ) - 4 ),
                    RIGHT ( Prefix, 2 ) = ":0", LEFT ( Prefix, LEN ( Prefix ) - 2 ),
                    Prefix
                )
            RETURN
                IF (
                    [@IsIpv6],
                    Shortened & "::/64",
                    PATHITEM ( Octets, 1 ) & "." & PATHITEM ( Octets, 2 ) & "." & PATHITEM ( Octets, 3 ) & ".0/24"
                )`;

const findPrivate = `            VAR SecondOctet = PATHITEM ( [@Octets], 2 )
            VAR IsPrivateIpv4 =
                LEFT ( [Host], 3 ) = "10." || LEFT ( [Host], 4 ) = "127."
                    || LEFT ( [Host], 8 ) IN { "192.168.", "169.254." }
                    || LEFT ( [Host], 4 ) = "172." && LEN ( SecondOctet ) = 2 && SecondOctet >= "16" && SecondOctet <= "31"
            VAR IsPrivateIpv6 =
                LEFT ( [Host], 2 ) IN { "fc", "fd" } || LEFT ( [Host], 3 ) IN { "fe8", "fe9", "fea", "feb" }
                    || [Host] = "::1"`;

/** DISTINCT and not VALUES: the blank row that VALUES may add comes from the relationships to this very table. */
function formatHosts(language: Language): string {
  const { privateScope, publicScope } = valueWords[language];
  return `VAR Addresses =
    DISTINCT (
        UNION (
            SELECTCOLUMNS ( DISTINCT ( Traffic[SrcIp] ), "Host", Traffic[SrcIp] ),
            SELECTCOLUMNS ( DISTINCT ( Traffic[DestIp] ), "Host", Traffic[DestIp] )
        )
    )
VAR WithParts =
    ADDCOLUMNS (
        Addresses,
        "@Octets", SUBSTITUTE ( [Host], ".", "|" ),
        "@IsIpv6", SEARCH ( ":", [Host], 1, 0 ) > 0,
        "@Gap", SEARCH ( "::", [Host], 1, 0 )
    )
VAR WithSides =
    ADDCOLUMNS (
        WithParts,
        "@Left", SUBSTITUTE ( IF ( [@Gap] > 0, LEFT ( [Host], [@Gap] - 1 ), [Host] ), ":", "|" ),
        "@Right", SUBSTITUTE ( IF ( [@Gap] > 0, MID ( [Host], [@Gap] + 2, 50 ), "" ), ":", "|" )
    )
RETURN
    SELECTCOLUMNS (
        WithSides,
        "Host", [Host],
        "Network",
${formatNetwork},
        "Scope",
${findPrivate}
            RETURN
                IF ( IF ( [@IsIpv6], IsPrivateIpv6, IsPrivateIpv4 ), "${privateScope}", "${publicScope}" )
    )`;
}
