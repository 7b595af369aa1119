import type { ReportTexts } from "./reportTexts.ts";

/** The report in Korean. */
export const koreanTexts: ReportTexts = {
  dataUntilAltText: "이 보고서의 데이터가 어느 시각까지인지 알려 줍니다.",
  slicers: {
    date: { title: "날짜", altText: "이 보고서에 표시할 첫날과 마지막 날을 선택합니다." },
    hour: { title: "시간대", altText: "표시할 시간대를 선택합니다." },
    rule: { title: "규칙", altText: "표시할 보안 규칙을 선택합니다." },
    action: { title: "허용 또는 거부", altText: "허용된 흐름과 거부된 흐름 중 무엇을 표시할지 선택합니다." },
    direction: { title: "방향", altText: "인바운드 또는 아웃바운드 흐름을 선택합니다." },
    port: { title: "목적지 포트", altText: "표시할 목적지 포트를 선택합니다." },
    group: { title: "네트워크 보안 그룹", altText: "표시할 네트워크 보안 그룹을 선택합니다." },
  },
  captions: {
    source: "출발지",
    destination: "목적지",
    never: "미사용",
    flows: "흐름",
    denied: "거부",
    bytes: "바이트",
  },
  summary: {
    tab: "요약",
    title: "한눈에 보는 네트워크",
    subtitle: "트래픽이 얼마나 되는지, 누가 일으키는지, 규칙이 무엇을 거부하는지",
    bytes: { title: "트래픽", altText: "선택한 기간에 보내고 받은 바이트입니다." },
    denied: { title: "거부된 흐름", altText: "규칙이 거부한 흐름의 비율입니다." },
    hosts: { title: "통신한 호스트", altText: "무엇이든 보내거나 받은 호스트의 수입니다." },
    topTalker: { title: "최다 통신 호스트", altText: "바이트를 가장 많이 주고받은 호스트입니다." },
    topTalkerShare: {
      title: "그 비중",
      altText: "전체 바이트 중 최다 통신 호스트가 주고받은 비율입니다.",
    },
    chord: {
      title: "누가 누구와 얼마나 주고받는가",
      altText: "바이트의 흐름 코드 다이어그램: 호는 호스트, 리본은 한 호스트가 다른 호스트로 보낸 양입니다.",
    },
    changed: {
      title: "직전 기간과 달라진 점",
      altText: "선택한 기간이 직전 기간과 어떻게 다른지 문장으로 알려 줍니다.",
    },
    overTime: {
      title: "일별 허용 및 거부 흐름",
      altText: "일별 허용 흐름과 거부 흐름의 세로 막대이며, 드릴다운하면 시간별로 표시됩니다.",
    },
  },
  whoTalks: {
    tab: "누가 누구와 통신하는가",
    title: "누가 누구와 통신하는가",
    subtitle: "리본은 허용되거나 거부된 흐름입니다. 가리키면 수치가 나오고 클릭하면 필터링됩니다",
    shown: { title: "표시된 흐름", altText: "이 페이지에서 선택한 조건에 맞는 흐름의 수입니다." },
    chord: {
      title: "호스트 사이의 흐름",
      altText:
        "흐름 수의 코드 다이어그램: 호는 호스트, 리본은 한 호스트가 다른 호스트로 보낸 흐름이며 거부된 흐름은 빗금입니다.",
    },
  },
  denied: {
    tab: "거부",
    title: "무엇이 거부되는가",
    subtitle: "이 페이지에는 거부된 흐름만 있습니다. 어떤 규칙, 어떤 출발지, 어떤 포트, 언제인지 보여 줍니다",
    flows: { title: "거부된 흐름", altText: "선택한 기간에 거부된 흐름의 수입니다." },
    last: { title: "마지막 거부 시각", altText: "거부된 흐름이 마지막으로 있었던 시각입니다." },
    hosts: { title: "관련 호스트", altText: "거부된 흐름을 보냈거나 그 대상이 된 호스트의 수입니다." },
    overTime: {
      title: "일별 거부 흐름",
      altText: "일별 거부 흐름의 세로 막대이며, 드릴다운하면 시간별로 표시됩니다.",
    },
    byRule: { title: "규칙별", altText: "규칙별 거부 흐름의 막대이며, 큰 것부터 표시됩니다." },
    bySource: { title: "출발지별", altText: "출발지 호스트별 거부 흐름의 막대이며, 큰 것부터 표시됩니다." },
    byPort: { title: "목적지 포트별", altText: "목적지 포트별 거부 흐름의 막대이며, 큰 것부터 표시됩니다." },
  },
  rules: {
    tab: "규칙",
    title: "규칙마다 무엇을 결정하는가",
    subtitle: "규칙별 흐름과 바이트, 그리고 처음과 마지막으로 적용된 시각",
    all: {
      title: "흐름 수에 따른 규칙",
      altText: "규칙별 허용 및 거부 흐름, 바이트, 처음과 마지막으로 흐름이 있었던 시각의 표입니다.",
    },
    byRule: { title: "규칙별 허용 및 거부", altText: "규칙별 허용 및 거부 흐름의 막대이며, 큰 것부터 표시됩니다." },
    neverHitCount: {
      title: "적용된 적 없는 규칙",
      altText: "내보낸 규칙 중 어떤 흐름에도 적용되지 않은 규칙의 수입니다.",
    },
    neverHit: {
      title: "어떤 규칙이 적용된 적 없는가",
      altText: "내보낸 규칙 중 어떤 흐름에도 적용되지 않은 규칙의 표입니다.",
    },
    withExport: "선택한 기간에 어떤 흐름에도 적용되지 않은 규칙입니다. 삭제하기 전에 무엇을 위한 규칙인지 확인하세요.",
    withoutExport:
      "로그에는 적용된 규칙의 이름만 있습니다. 적용되지 않은 규칙을 여기서 보려면 규칙을 내보낸 뒤 그 파일로 보고서를 다시 작성하세요.",
  },
  host: {
    tab: "호스트",
    title: "이 호스트가 하는 일",
    subtitle: "이 페이지의 모든 수치는 이 호스트가 보낸 것과 받은 것을 양방향으로 함께 셉니다",
    back: "이전 페이지로 돌아가기",
    name: { title: "호스트", altText: "이 페이지가 다루는 호스트의 주소, 네트워크, 범위입니다." },
    bytes: { title: "트래픽", altText: "이 호스트가 보내고 받은 바이트입니다." },
    flows: { title: "흐름", altText: "이 호스트가 보내거나 받은 흐름의 수입니다." },
    denied: { title: "거부된 흐름", altText: "이 호스트가 보내거나 받은 흐름 중 거부된 흐름의 수입니다." },
    peers: { title: "상대 호스트", altText: "방향과 관계없이 이 호스트와 통신한 호스트의 수입니다." },
    chord: {
      title: "이 호스트가 누구와 통신하는가 (양방향 합계)",
      altText: "이 호스트와 상대 호스트 사이의 흐름을 양방향으로 합친 코드 다이어그램이며, 거부된 흐름은 빗금입니다.",
    },
    overTime: {
      title: "이 호스트가 보내고 받은 일별 흐름",
      altText: "이 호스트가 보내고 받은 일별 흐름과 그중 거부된 흐름의 세로 막대입니다.",
    },
    byPeer: {
      title: "이 호스트의 상대 호스트",
      altText: "방향과 관계없이 이 호스트와 통신한 상대 호스트별 흐름, 거부된 흐름, 바이트의 표입니다.",
    },
    byPort: {
      title: "주고받은 흐름의 목적지 포트",
      altText: "이 호스트가 주고받은 흐름의 목적지 포트별 흐름, 거부된 흐름, 바이트의 표입니다.",
    },
  },
  pair: {
    tab: "호스트 쌍 (도구 설명)",
    ends: {
      title: "누가 누구에게",
      altText: "가리킨 곳의 출발지와 목적지, 흐름, 거부된 흐름, 바이트의 표입니다.",
    },
    ports: {
      title: "어떤 포트에서, 어떤 규칙으로",
      altText: "가리킨 곳의 포트와 규칙, 흐름, 거부된 흐름의 표입니다.",
    },
  },
};
