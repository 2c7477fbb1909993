"""Words by which the policy rule knows a name: heads, names the law gives, and what makes no name.

Plain Korean vocabulary of administration and law, chosen by hand.
"""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of a text, blanks between them."""
    return frozenset(text.split())


# Endings of one word that make it a name.
HEAD = re.compile(
    "(?:특별법|기본법|특례법|지원법|진흥법|보호법|방지법|관리법|처벌법|촉진법|육성법|활성화법|보장법|금지법|증진법|개발법|교육법|복지법|거래법"
    "|[가-힣]{2,}(?<![문방용수화기요합불위편무탈사입준해비어전])법|법안|개정안|제정안|시행령|시행규칙|조례안?|예산안|추경안?|협정|조약|의정서"
    "|종합계획|기본계획|시행계획|개년계획|[가-힣]{2,}(?:운용|수급|정비)계획|종합대책|(?:강화|안정)대책|[가-힣]{3,}(?:기금|합의서)|기본소득|마스터플랜|로드맵|특구|지원사업|지원금|장려금|보조금|부담금|수당|연금|바우처|직불금|정착금|지원제도"
    "|(?:지역|혁신|육성|증진|조성|구축|보급|진흥|재생|활성화|균형|복지|돌봄|정비|일자리|창업|개조|뉴딜|바우처|특화|선도|거점)사업"
    "|[가-힣]{2,}(?<![문과숙의주난출낙])제도|뉴딜|(?:소비|문화|농식품)?쿠폰|[가-힣]{2,}패스"
    "|(?:공영|총량|직선|학점|등록|할당|실명|상한|면허|허가|인증|이력|책임|연동|환급|보증|표시|신고|기부|쿼터|거래|누진|종량|임금|휴업|공시|공천|심사|휴일|학기|정년|순환|반환|보증금)제"
    "|직불제|소득세|부가가치세|법인세|상속세|증여세|취득세|재산세|보유세|거래세|부동산세|지방세|주민세|교육세|탄소세|특별지원|증진계획|육성계획|발전계획)$"
)
# Heads before which nouns over a blank still belong to the name; taxes, benefits and laws are one word.
GROWS = re.compile(
    "(?:계획|대책|사업|조례안?|^[가-힣]{2}법|(?:보호|지원|촉진|방지|관리|진흥|육성)법|특별법|특례법|특별지원|지원금|지원제도|마스터플랜|로드맵|쿠폰|뉴딜|바우처|특구|법안|예산안|추경안?|장려금"
    "|(?:공영|총량|등록|할당|상한|허가|인증)제)$"
)
QUOTED_HEAD = re.compile(
    "(?:계획|대책|방안|개편안|개선안|혁신안|사업|정책|법|법안|법률|제도|(?<=[가-힣]{2})제|프로젝트|프로그램|개정안|제정안|시행령|시행규칙|조례안?|예산안?|추경안?"
    "|협정|조약|의정서|기금|특구|뉴딜|로드맵|바우처|수당|급여|연금|지원금|장려금|보조금|플랜|구상|전략|공제|통장|패스|쿠폰|인증제|종합부동산세|20[2-5][0-9])$"
)
HEAD_AFTER_QUOTE = re.compile(
    "(?:시범|지원|공모|특별|종합|기본|육성|조성)?(?:사업|정책방향|정책|제도|프로젝트|대책|계획|법|조례안?)"
    "|(?:지원|육성|조성|교육|연수|치유) ?프로그램"
)
# How a law's name goes on after what it is about, and measures that are called by their day.
ABOUT = re.compile(
    "(?:에 관한|을 위한|를 위한) (?:특별법|특례법|기본법|법률|조례)"
    "(?: (?:시행령|시행규칙|(?:일부|전부)?개정안|개정법률안|제정안))?"
)
BY_DAY = re.compile(
    "(?<![0-9.·])[0-9]{1,2}[·ㆍ.][0-9]{1,2} ?(?:부동산|주택|주거|공급|가계부채|세제|경제|전세|대출)?"
    " ?(?:대책|합의|선언|조치)"
)
DAY = re.compile("[0-9](?:월|일|시)$")
# Before a quotation mark: what is quoted is the title of a work.
WORK_BEFORE = re.compile(
    "(?:책|소설|영화|드라마|노래|앨범|음반|전시|전시회|연극|뮤지컬|시집|에세이|작품|예능|다큐멘터리) ?$"
)
# Names without a head of those above, or whose head says little.
KNOWN = words(
    """
    기초연금 국민연금 건강보험 국민건강보험 고용보험 산재보험 장기요양보험 노인장기요양보험 종합부동산세 종부세
    부가가치세 부가세 법인세 소득세 상속세 증여세 개별소비세 양도소득세 양도세 취득세 재산세 금융투자소득세 금투세
    지방교부세 담뱃세 유류세 탄소세 횡재세 예비타당성조사 예타 규제자유특구 투기과열지구 조정대상지역
    토지거래허가구역 개발제한구역 분양가상한제 임대차3법 노란봉투법 김영란법 중대재해처벌법 국가보안법 근로기준법
    최저임금 최저임금제 국가재정법 민법 형법 상법 헌법 기회발전특구 경제자유구역 자유무역협정 근로장려금 자녀장려금
    기초생활보장 생계급여 주거급여 의료급여 실업급여 육아휴직급여 아동수당 부모급여 양육수당 청년수당 고교학점제
    자유학기제 도서정가제 탄소국경조정제도 배출권거래제 개인회생 재난지원금 긴급재난지원금 보금자리론 디딤돌대출
    버팀목대출 청년도약계좌 국민내일배움카드 국민취업지원제도 지방소멸대응기금 남북협력기금 FTA DSR LTV DTI RCEP
    CPTPP IRA USMCA
    """
)
# Heads that stand for themselves: no name without a noun that tells which.
BARE = words(
    """
    특별법 기본법 특례법 법안 개정안 제정안 시행령 시행규칙 조례 조례안 예산안 추경 추경안 추가경정예산안 협정 조약
    의정서 종합계획 기본계획 시행계획 종합대책 마스터플랜 로드맵 특구 지원사업 지원금 장려금 보조금 부담금 수당
    연금 바우처 제도 뉴딜 지방세 쿠폰 소비쿠폰 특별지원 지원제도 관리법 지원법 진흥법 보호법 지역사업 시범사업
    공모사업 육성사업 조성사업 구축사업 보급사업 진흥사업 정비사업 재생사업
    """
)
# Bare heads that need a noun of a certain kind right before them, since they mostly stand in plain speech.
WEAK = words("제도 법안 협정 조약 지원금 보조금 부담금 수당 연금 개정안 제정안 특구 조례 로드맵 시행령 시행규칙")
BEFORE_WEAK = re.compile(
    "(?:예방|지원|보호|증진|촉진|육성|진흥|금지|관리|방지|설치|운영|금|세|제|법|보험|등록|공제|수당|급여|인증|바우처|방위비분담금|관광|생태|자유|특화|파리|무역|평화|기후)$"
)
# What follows the name of a law and belongs to it.
LAW_PARTS = words("개정안 제정안 시행령 시행규칙 개정법률안 일부개정안 전부개정안 폐지안 일부개정법률안")
# Words that look like a head and are none.
NO_NAME = re.compile(
    "(?:^(?:관련|쟁점|민생|현행|해당|정부|여당|야당)법안?|국내법|국제법|실정법|관련법|현행법|상위법|불법|위법|합법|편법|방법|사법|입법|준법|(?<![복방금토농])지법|(?<![광신])고법|(?:축|가요|문화|영화|예술|음악|연극|추모|경|문|과|주|숙|화|국|전|실|통|형)제|연봉제|추첨제|배급제"
    "|(?:정책|공적|투자|국부|장학|발전)기금|정책제도|사회제도|정치제도|세법|노동제도|보조금제도|추경예산|대금|요금제|연예인연금)$"
)
# Words that only describe: a name may hold them but does not begin with one.
DESCRIBES = words(
    """
    관련 이번 해당 각종 주요 새 신규 기존 현행 후속 추가 별도 일부 모든 같은 다른 자체 대규모 범정부 내년 내년도 올해
    지난해 작년 향후 당초 최종 세부 공동 민간 국내 해외 전국 정부 국가 대통령 등 또 및 특히 우선 먼저 최근 현재
    다음 일종 가운데 대상 위한 이상 이하 정도 규모
    """
)
# Words over which a name never goes.
STOPS = words(
    "등 및 또 또는 이 그 저 것 수 때 뒤 후 전 중 가운데 관련 대한 위한 따른 이번 해당 때문 각각 모두 이날 당시 내일"
)
# Bodies and days: before a name, not in it.
BODY = re.compile(
    "(?:[0-9]월|[0-9]일|정부|위원회|의회|[가-힣]{2,}(?:(?<!도)시|군|(?<![연지기도축농])구|(?<!부)부|청|(?<!벤)처|(?<![지자])원)|국회|의원|장관|시장|지사|대표|총리|대통령|교육감|회장|[0-9](?:명|원|억|만|%|곳))$"
)
# The last letters of all of these; a run of nouns that ends otherwise is no name.
LAST = frozenset(word[-1] for word in KNOWN | BARE) | frozenset(
    "소서금법안령칙례산경정약서획책랜맵구업금당연처도딜폰스제세원"
)
