"""Words by which the phrase rules know what they see: what ends a place, a body, a policy, what is no unit.

Plain Korean vocabulary, chosen by hand; names are not listed, except those of countries and of the first level of
administration.
"""

from __future__ import annotations

import re


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


# Headlines write two or three countries as one word; each of them is a name. 북미 and 중미 are also continents.
TOGETHER = _words(
    """남북 북남 한미 한일 한중 한러 한영 한불 한독 한호 미중 미일 미러 중일 중러 러일 북중 북러 북일 미북 일북 중북
    러북 한미일 한중일 한일중 북중러 남북미 미중일 중러북"""
)
COUNTRIES = _words(
    """한국 대한민국 북한 남한 미국 중국 일본 러시아 영국 프랑스 독일 이탈리아 스페인 포르투갈 네덜란드 벨기에 스위스
    오스트리아 스웨덴 노르웨이 핀란드 덴마크 아일랜드 폴란드 체코 슬로바키아 헝가리 루마니아 불가리아 세르비아
    크로아티아 그리스 튀르키예 터키 우크라이나 벨라루스 조지아 아르메니아 캐나다 멕시코 브라질 아르헨티나 칠레 페루
    콜롬비아 베네수엘라 쿠바 파나마 호주 뉴질랜드 인도네시아 인도 파키스탄 방글라데시 스리랑카 네팔 베트남 태국
    필리핀 말레이시아 싱가포르 미얀마 캄보디아 라오스 몽골 대만 타이완 홍콩 마카오 이란 이라크 이스라엘 팔레스타인
    시리아 사우디아라비아 사우디 예멘 요르단 레바논 카타르 쿠웨이트 바레인 오만 아랍에미리트 이집트 리비아 튀니지
    모로코 알제리 남아프리카공화국 남아공 나이지리아 케냐 에티오피아 우간다 탄자니아 가나 수단 소련 카자흐스탄
    우즈베키스탄 키르기스스탄 타지키스탄 투르크메니스탄 아프가니스탄"""
)
# The first level of administration as it begins the name of a body (부산시의회, 경기도교육청), and any district.
PROVINCE = re.compile(
    "(?:서울|부산|대구|인천|광주|대전|울산|세종)(?:특별자치시|특별시|광역시|시(?=[의교도청]))?"
    "|(?:경기|강원|제주|전북)(?:특별자치도|도)?|(?:충청|전라|경상)[남북]도|(?:충|경|전)[남북](?:도(?=[의교청]))?"
    "|[가-힣]{1,4}[시군구](?=(?:의회|청|교육지원청|보건소)$)"
)

# What follows a name without belonging to it, although it is no particle; the free ones also when tagged as nouns.
TAILS = _words("등 측 들 씨 님 간 때 뿐 행 계 발 께 쯤 경 내 중 전 후 별 상 짜리 가량 씩 당 어치")
FREE_TAILS = _words("측 때 행 전")
LEGAL_FORMS = _words("주 재 사 유 합 학 의 복 株 財 社")
FORMAL = _words("사단법인 재단법인 주식회사 유한회사 학교법인 의료법인 사회복지법인 농업회사법인")

PLACE_ENDS = _words(
    """시 군 구 읍 면 동 리 도 성 주 현 섬 산 강 천 역 항 교 호 만 해 로 길 궁 절 봉 공항 국제공항 광장 공원 경기장
    체육관 터미널 대교 고원 반도 산맥 해변 해안 해수욕장 단지 산업단지 산단 국가산단 공단 지구 신도시 휴게소 분기점
    나들목 고속도로 대로 터널 기지 빌딩 타워 홀 극장 미술관 박물관 청사 스타디움 아레나 아트홀 운동장 야구장 축구장
    골프장 빙상장 농장 본점 북부 남부 동부 서부 중부 북동부 내륙 산간 번지 자치구 자치주 특별자치주 특별자치도
    특별시 광역시 공화국 카운티 호수 저수지 계곡 폭포 사막 해협 화산 의사당 발사장 무대 캠핑장 유원지 쇼핑몰 주차장
    신사 정착촌 마을 시티 파크 리조트 DC"""
)
# Districts by their ending, which Kiwi may take for common nouns.
DISTRICT = re.compile("[가-힣]{2,}[시군구읍면동리]")
# Words within the name of a place, never its last one.
PLACE_MIDDLES = _words(
    "국제 보조 여객 실내 종합 올림픽 산업 국가 고속 자치 공공 시민 중앙 컨벤션 민속 전통 역사 해양 체육"
)
NO_PLACE = re.compile(
    "(?:(?<!분)당|신문|뉴스|일보|방송|그룹|은행|전자|건설|대|대학교?|청|위|TV|경찰서|법원|지법|지검|재단|협회|기자|엔터테인먼트)$"
)

# State bodies, which are one span with their country, city or province before them.
STATE_BODY = re.compile(
    "(?:정부|당국|경찰|검찰|검찰청|법원|의회|상원|하원|국회|군부|반군|[육해공]군|해병대|해안경비대|헌병대|경찰[서청국]|소방서|소방본부"
    "|위원회|대표팀|대표단|총?영사관|대사관|적십자사?|중앙은행|교육청|[시군구]청|교도소"
    "|(?:외교|국방|법무|내무|재무|상무|국무|교육|보건|통일|환경|노동|에너지|농무|국토안보|외무|재정|경제|문화|산업|교통|과학|총무)부"
    "|[가-힣]{2,}(?:조사국|정보국|수사국|우주국|관리청|관리국|안전국|의약국|보안국|총국)|백악관|크렘린궁?)$"
)
# Nouns that make a name with a name of their own before them: 누리 그룹, 가람 대학.
BODY_NOUNS = _words(
    """대학 대학교 칼리지 초등학교 중학교 고등학교 신문 일보 방송 통신 뉴스 라디오 TV 타임스 투데이 저널 그룹 은행 병원
    의료원 재단 협회 학회 연구소 연구원 센터 엔터테인먼트 노조 본부 교구 당국 군부 반군 경찰 경찰서 검찰 법원 대표팀
    대표단 조직위원회 소방서 주민센터 항공 건설 제약 화학 증권 생명 보험 카드 모터스 전자 미디어 뮤직 게임즈
    스튜디오 프로덕션 컴퍼니 인터내셔널 코리아 홀딩스 총회 안보리 안전보장이사회 호텔 백화점 박물관 미술관 필하모닉
    오케스트라"""
)
# Nouns that make a name with any nouns before them: 축구 대표팀.
BODY_HEADS = _words(
    """대표팀 대표단 조직위원회 연구소 협회 학회 연합회 총연합회 유족회 추진위원회 대책위원회 특별위원회 협의회
    태스크포스"""
)
NO_BODY_PART = _words(
    """당시 최근 현지 관련 소속 출신 이하 산하 전 현 이날 지난해 올해 내년 지역 국내 해외 민간 전문 일부 각 등 우리
    이번 모든 다른 해당 같은 주요 새 오전 오후 양국 관할"""
)
# A part of a body and the body it is a part of: 가람지법 민사3부, 누리대 법학과, 국회 정보위.
BODY_PART = re.compile(
    "(?:[0-9]*(?:부|과|팀|국|실|단독|사단|여단|연대|대대|중대)|지원|지청|위|특위|위원회|대학원|연구소|학과|센터|본부|지부|지회|지사|지점"
    "|사업소|사무소|사무처|총?학생회|치과대학|의과대학|대학|분과|소위|상황실|합의체|교구|봉사팀|수사대|기동대|지구대|랩|캠퍼스|노조)$"
)
NO_BODY_PART_END = re.compile(
    "(?:일부|내부|외부|간부|전부|북부|남부|동부|서부|중부|상부|하부|세부|정부|결과|효과|성과|전국|중국|미국|영국|한국|태국|조국|사실|현실"
    "|단위|지위|순위|범위|시위|행위|수위)$"
)
BODY_WITH_PARTS = re.compile(
    "(?:법원|지법|고법|대법|지검|고검|대검|검찰청|경찰청|경찰|[시군구도]청|[가-힣]{2,}대|대학|대학교|국회|의회|공사|공단|당|육군|해군|공군"
    "|소방본부|교육청|그룹|은행|[가-힣]부|청|위|위원회|선대위|천주교|유엔|연맹|협회|재단|병원)$"
)
PERSON = re.compile(
    "[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길]"
    "[가-힣]{2}(?<![시군구도])"
)

POLICY_HEAD = re.compile(
    "(?:계획|정책|대책|방안|개편안|개선안|사업|[가-힣]법|법안|법률|조례안?|제도|프로젝트|프로그램|개정안|제정안|시행령|시행규칙|예산안?"
    "|추경안?|협정|조약|의정서|기금|특구|뉴딜|로드맵|바우처|[가-힣]{2,}[제세])$"
)

# Heads that are no name by themselves.
BARE_HEADS = _words(
    """계획 종합계획 기본계획 시행계획 정책 대책 종합대책 방안 개편안 개선안 사업 지원사업 시범사업 법 법안 법률 특별법
    특례법 기본법 조례 조례안 제도 프로젝트 프로그램 개정안 제정안 시행령 시행규칙 예산 예산안 추경 추경안 협정 조약
    기금 특구 로드맵"""
)
# What is one name with the law before it.
LAW_PARTS = _words("개정안 제정안 시행령 시행규칙 개정법률안 일부개정안 전부개정안 폐지안")

# Numerals in front of a unit, which Kiwi tags as determiners.
DETERMINERS = _words(
    """한 두 세 네 석 넉 서 너 다섯 닷 여섯 엿 일곱 여덟 아홉 열 열한 열두 스무 스물 몇 첫 한두 두세 서너 네다섯 대여섯
    예닐곱"""
)
# Nouns that count although they are not tagged as dependent nouns, also after a blank.
UNIT_NOUNS = _words(
    """곳 표 배 층 차례 인 라운드 세대 단 항 강 단계 타수 안타 루 자리 칸 학년 학점 골 등급 관왕 타점 쪽 번지 주년 가구
    사람 시간 종 종류 척 부 조 편 회 위 급 도 점 개사 개국 개소 필지 지구 권역 배수 포인트 퍼센트 퍼센트포인트
    킬로미터 미터 킬로그램 톤 달러 유로 엔 위안 파운드 평 헥타르 리터 배럴 볼트 와트 킬로와트 메가와트 기가와트 루피
    루블 페소"""
)
# What follows a number without being its unit.
NO_UNITS = _words(
    """등 것 수 중 측 때문 간 뿐 듯 데 내 외 이상 이하 미만 초과 가량 정도 안팎 쯤 씩 꼴 내외 남짓 당 짜리 어치 규모
    수준 선 급 생 부터 까지 만 약 총 전 후 초반 중반 후반 이내 동안 째 넘 이후 이전 현재 기준"""
)
NUMBER_TAILS = _words("가량 짜리 씩 당 급 선 어치 꼴 쯤")
LATIN_UNIT = re.compile(
    "(?:[kKcCmMnμ]?[mgtlLWVAJBbsg]|[kMGT]?(?:Wh|Hz|bps|cal|Pa)|[KMGTP][Bb]|ha|dB|pp[mb]|D|mAh|rpm|bp|p|P|pt|[GMk]W|hPa|cc|oz|lb|psi"
    "|m?Sv|Bq|TEU|DWT)"
)
# Units that are signs: percent, degrees, the squared abbreviations of Unicode (㎞ ㎡ ㎏); and signs before the figure.
SIGN_UNIT = re.compile("[%‰％℃℉°′″μµ\u3371-\u33df]")
CURRENCIES = _words("$ € £ ¥ ₩ ￦")
CLAUSES = _words("조 항 호 목")
SIGNS = _words("영하 영상 제")
