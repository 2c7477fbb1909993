<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="ko_KR">
<context>
    <name>Actions</name>
    <message>
        <source>새 프로젝트…</source>
        <translation>New project…</translation>
    </message>
    <message>
        <source>열기</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>프로젝트나 기사 파일 열기</source>
        <translation>Open a project or article files</translation>
    </message>
    <message>
        <source>가져오기</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>기사 파일 가져오기</source>
        <translation>Import article files</translation>
    </message>
    <message>
        <source>형식을 골라 가져오기…</source>
        <translation>Import in a Format…</translation>
    </message>
    <message>
        <source>폴더 가져오기…</source>
        <translation>Import a folder…</translation>
    </message>
    <message>
        <source>붙여넣어 새 기사로</source>
        <translation>Paste as a new article</translation>
    </message>
    <message>
        <source>내보내기</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>형식을 골라 내보내기</source>
        <translation>Export in a format of your choice</translation>
    </message>
    <message>
        <source>사본 저장…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>연습 기사 열기</source>
        <translation>Open the sample article</translation>
    </message>
    <message>
        <source>끝내기</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>되돌리기</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>다시</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>표시한 글 복사</source>
        <translation>Copy the marked text</translation>
    </message>
    <message>
        <source>이 기사에서 찾기</source>
        <translation>Find in this article</translation>
    </message>
    <message>
        <source>다음 찾기</source>
        <translation>Find next</translation>
    </message>
    <message>
        <source>이전 찾기</source>
        <translation>Find previous</translation>
    </message>
    <message>
        <source>같은 표현 모두 표시</source>
        <translation>Mark everywhere in the article</translation>
    </message>
    <message>
        <source>제안을 지난번처럼 모두 수락</source>
        <translation>Accept suggestions at once as the last time</translation>
    </message>
    <message>
        <source>프로젝트에서 찾기</source>
        <translation>Search the project</translation>
    </message>
    <message>
        <source>프로젝트 전체에서 같은 표현 찾기</source>
        <translation>Find this expression in the whole project</translation>
    </message>
    <message>
        <source>표시 지우기</source>
        <translation>Remove the mark</translation>
    </message>
    <message>
        <source>메모</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>고른 표시에, 없으면 기사에 메모 달기</source>
        <translation>Write a note on the selected mark, or on the article</translation>
    </message>
    <message>
        <source>기사 메모</source>
        <translation>Note on the article</translation>
    </message>
    <message>
        <source>이 기사를 프로젝트에서 빼기</source>
        <translation>Take this article out of the project</translation>
    </message>
    <message>
        <source>완료하고 다음</source>
        <translation>Done, next</translation>
    </message>
    <message>
        <source>완료 취소</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>원문 보기</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>원문과 뺀 줄 보기</source>
        <translation>Show the source and the removed lines</translation>
    </message>
    <message>
        <source>이전 기사</source>
        <translation>Previous article</translation>
    </message>
    <message>
        <source>다음 기사</source>
        <translation>Next article</translation>
    </message>
    <message>
        <source>글자 크게</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>글자 작게</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>글자 크기 처음대로</source>
        <translation>Usual text size</translation>
    </message>
    <message>
        <source>라벨 편집…</source>
        <translation>Edit labels…</translation>
    </message>
    <message>
        <source>환경설정…</source>
        <translation>Preferences…</translation>
    </message>
    <message>
        <source>통계…</source>
        <translation>Statistics…</translation>
    </message>
    <message>
        <source>작업 기록…</source>
        <translation>History…</translation>
    </message>
    <message>
        <source>다음 칸으로</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>이전 칸으로</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>키와 마우스</source>
        <translation>Keys and mouse</translation>
    </message>
    <message>
        <source>이 프로그램에 대하여</source>
        <translation>About this program</translation>
    </message>
</context>
<context>
    <name>ArticleFilter</name>
    <message>
        <source>제목·본문 검색 (형태소)</source>
        <translation>Search titles and text</translation>
    </message>
    <message>
        <source>기사 목록 검색</source>
        <translation>Search the article list</translation>
    </message>
    <message>
        <source>Enter: 찾은 곳을 모두 보기</source>
        <translation>Enter: show every hit</translation>
    </message>
    <message>
        <source>거르기와 차례</source>
        <translation>Filter and order</translation>
    </message>
    <message>
        <source>모든 기사</source>
        <translation>All articles</translation>
    </message>
    <message>
        <source>남은 기사만</source>
        <translation>Open articles only</translation>
    </message>
    <message>
        <source>마친 기사만</source>
        <translation>Finished articles only</translation>
    </message>
    <message>
        <source>라벨 가리지 않음</source>
        <translation>Any label</translation>
    </message>
    <message>
        <source>라벨이 있는 기사: {0}</source>
        <translation>With label: {0}</translation>
    </message>
    <message>
        <source>가져온 차례</source>
        <translation>As imported</translation>
    </message>
    <message>
        <source>새 기사부터</source>
        <translation>Newest first</translation>
    </message>
    <message>
        <source>오래된 기사부터</source>
        <translation>Oldest first</translation>
    </message>
    <message>
        <source>제목 차례</source>
        <translation>By title</translation>
    </message>
    <message>
        <source>표시가 많은 것부터</source>
        <translation>Most marks first</translation>
    </message>
    <message>
        <source>표시가 적은 것부터</source>
        <translation>Fewest marks first</translation>
    </message>
    <message>
        <source>제안이 덜 확실한 것부터</source>
        <translation>Least sure suggestions first</translation>
    </message>
    <message>
        <source>보이는 기사 모두 완료로 표시</source>
        <translation>Mark all shown as done</translation>
    </message>
    <message>
        <source>보이는 기사 모두 다시 열기</source>
        <translation>Reopen all shown</translation>
    </message>
</context>
<context>
    <name>ArticleList</name>
    <message>
        <source>기사 목록</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>{0}건 중 {1}건 완료</source>
        <translation>{1} of {0} done</translation>
    </message>
    <message>
        <source>{0}건 보임</source>
        <translation>{0} shown</translation>
    </message>
    <message>
        <source>확신을 재는 중: {0}/{1}</source>
        <translation>Asking how sure suggestions are: {0}/{1}</translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>기사 본문</source>
        <translation>Article text</translation>
    </message>
</context>
<context>
    <name>ColourField</name>
    <message>
        <source>색 코드</source>
        <translation>Colour code</translation>
    </message>
    <message>
        <source>다른 색…</source>
        <translation>Another colour…</translation>
    </message>
    <message>
        <source>라벨 색</source>
        <translation>Label colour</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>새 프로젝트.annotator</source>
        <translation>New project.annotator</translation>
    </message>
    <message>
        <source>새 프로젝트</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>열기</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>기사 가져오기</source>
        <translation>Import articles</translation>
    </message>
    <message>
        <source>형식을 골라 가져오기</source>
        <translation>Import in a format of your choice</translation>
    </message>
    <message>
        <source>본문이 든 열</source>
        <translation>Column of the text</translation>
    </message>
    <message>
        <source>{0}: 본문이 든 열을 고르세요.</source>
        <translation>{0}: choose the column that holds the text.</translation>
    </message>
    <message>
        <source>가져오기</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>취소</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>폴더 가져오기</source>
        <translation>Import a folder</translation>
    </message>
    <message>
        <source>붙여넣은 글 {0}</source>
        <translation>Pasted text {0}</translation>
    </message>
    <message>
        <source>내보낼 곳</source>
        <translation>Export to</translation>
    </message>
    <message>
        <source>{0} 사본.annotator</source>
        <translation>{0} copy.annotator</translation>
    </message>
    <message>
        <source>사본 저장</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>이미 있는 파일입니다. 바꿀까요?</source>
        <translation>These files exist. Replace them?</translation>
    </message>
    <message>
        <source>바꾸기</source>
        <translation>Replace</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>아직 기사가 없습니다</source>
        <translation>No articles yet</translation>
    </message>
    <message>
        <source>기사 파일이나 폴더를 이 창에 끌어다 놓거나, 복사한 글을 붙여넣으세요.</source>
        <translation>Drop article files or a folder on this window, or paste copied text.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>내보내기</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>첫 기사</source>
        <translation>First article</translation>
    </message>
    <message>
        <source>담지 않는 것</source>
        <translation>Not carried</translation>
    </message>
    <message>
        <source>형식에 맞게</source>
        <translation>As the format is used</translation>
    </message>
    <message>
        <source>모든 기사</source>
        <translation>All articles</translation>
    </message>
    <message>
        <source>완료한 기사만</source>
        <translation>Finished ones only</translation>
    </message>
    <message>
        <source>모두</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>바깥 표시</source>
        <translation>Outer mark</translation>
    </message>
    <message>
        <source>안쪽 표시</source>
        <translation>Inner mark</translation>
    </message>
    <message>
        <source>UTF-16 단위 (doccano 기본)</source>
        <translation>UTF-16 units (doccano&apos;s own)</translation>
    </message>
    <message>
        <source>코드 포인트</source>
        <translation>Code points</translation>
    </message>
    <message>
        <source>보이는 글자</source>
        <translation>Visible characters</translation>
    </message>
    <message>
        <source>이날부터 손댄 기사만</source>
        <translation>Only worked on since</translation>
    </message>
    <message>
        <source>나누기</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>학습/검증/평가의 비율. 거의 같은 기사는 한쪽에 모입니다.</source>
        <translation>Train/validation/test. Near-duplicates stay on one side.</translation>
    </message>
    <message>
        <source>제안을 따로</source>
        <translation>Suggestions, apart</translation>
    </message>
    <message>
        <source>원문에서의 위치</source>
        <translation>Places in the source</translation>
    </message>
    <message>
        <source>걷어 낸 줄</source>
        <translation>Removed lines</translation>
    </message>
    <message>
        <source>형식</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>기사</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>표시한 사람</source>
        <translation>Marks of</translation>
    </message>
    <message>
        <source>겹치면 남길 쪽</source>
        <translation>Of nested marks keep</translation>
    </message>
    <message>
        <source>위치를 세는 단위</source>
        <translation>Offsets count</translation>
    </message>
    <message>
        <source>함께 담기</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>내보내기…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>취소</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>세는 중…</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>사람이 읽을 수 없는 형식입니다.</source>
        <translation>This format is not text.</translation>
    </message>
    <message>
        <source>없음</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>기사 {0}건, 표시 {1}개를 내보냅니다.</source>
        <translation>{0} articles, {1} marks.</translation>
    </message>
    <message>
        <source>내보낼 기사가 없습니다.</source>
        <translation>No article to export.</translation>
    </message>
    <message>
        <source>완료한 기사가 없습니다. ‘모든 기사’를 고르면 완료하지 않은 것도 내보냅니다.</source>
        <translation>No article is done. Choose “All articles” to export open ones, too.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>이 기사에서 찾기</source>
        <translation>Find in this article</translation>
    </message>
    <message>
        <source>이전 (Shift+Enter, Shift+F3)</source>
        <translation>Previous (Shift+Enter, Shift+F3)</translation>
    </message>
    <message>
        <source>다음 (Enter, F3)</source>
        <translation>Next (Enter, F3)</translation>
    </message>
    <message>
        <source>닫기 (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>없음</source>
        <translation>None</translation>
    </message>
    <message>
        <source>{0}곳</source>
        <translation>{0} hits</translation>
    </message>
    <message>
        <source>{1}곳 중 {0}번째</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>FormatNames</name>
    <message>
        <source>annotator JSONL (모두 담음)</source>
        <translation>annotator JSONL (everything)</translation>
    </message>
    <message>
        <source>IOB2 (글자 단위)</source>
        <translation>IOB2 (characters)</translation>
    </message>
    <message>
        <source>doccano (관계 프로젝트)</source>
        <translation>doccano (relation project)</translation>
    </message>
    <message>
        <source>UIMA CAS JSON (INCEpTION)</source>
        <translation>UIMA CAS JSON (INCEpTION)</translation>
    </message>
    <message>
        <source>UIMA CAS XMI (INCEpTION)</source>
        <translation>UIMA CAS XMI (INCEpTION)</translation>
    </message>
    <message>
        <source>CSV 표 (엑셀)</source>
        <translation>CSV table (Excel)</translation>
    </message>
    <message>
        <source>TSV 표</source>
        <translation>TSV table</translation>
    </message>
    <message>
        <source>엑셀 표</source>
        <translation>Excel workbook</translation>
    </message>
    <message>
        <source>완료하지 않은 기사 {0}건: 뺍니다. 표시가 없는 곳이 아직 안 본 곳일 수 있습니다.</source>
        <translation>{0} open articles are left out: their unmarked text may still hold names.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>마우스</source>
        <translation>Mouse</translation>
    </message>
    <message>
        <source>글자 위에 머물기</source>
        <translation>Rest on the text</translation>
    </message>
    <message>
        <source>누르면 표시될 구간을 흐리게 보여 줍니다</source>
        <translation>faintly shows what a click would mark</translation>
    </message>
    <message>
        <source>누르기</source>
        <translation>Click</translation>
    </message>
    <message>
        <source>조사를 뺀 명사구를 고른 라벨로 표시합니다</source>
        <translation>marks the noun phrase, without its particle, with the active label</translation>
    </message>
    <message>
        <source>표시를 누르기</source>
        <translation>Click a mark</translation>
    </message>
    <message>
        <source>그 표시를 고릅니다. 다시 누르면 바깥 표시</source>
        <translation>selects it; again, the mark around it</translation>
    </message>
    <message>
        <source>끌기</source>
        <translation>Drag</translation>
    </message>
    <message>
        <source>형태소 경계에 맞춰 표시합니다</source>
        <translation>marks from morpheme to morpheme</translation>
    </message>
    <message>
        <source>Ctrl+끌기</source>
        <translation>Ctrl+drag</translation>
    </message>
    <message>
        <source>글자 단위로 표시합니다</source>
        <translation>marks from character to character</translation>
    </message>
    <message>
        <source>방금 만든 표시를 다시 누르기</source>
        <translation>Click the mark just made again</translation>
    </message>
    <message>
        <source>너비를 바꿉니다: 이어진 구의 한 낱말, 더 넓은 구, 따옴표 안</source>
        <translation>Other bounds: one word of a joined phrase, a wider phrase, the quotation</translation>
    </message>
    <message>
        <source>Shift+누르기</source>
        <translation>Shift+click</translation>
    </message>
    <message>
        <source>고른 표시를 누른 형태소까지 늘입니다</source>
        <translation>stretches the selected mark to the clicked morpheme</translation>
    </message>
    <message>
        <source>고른 표시의 손잡이 끌기</source>
        <translation>Drag a handle of the selected mark</translation>
    </message>
    <message>
        <source>그쪽 끝을 옮깁니다. Ctrl은 글자 단위</source>
        <translation>moves that end; with Ctrl by characters</translation>
    </message>
    <message>
        <source>표시 안에서 Ctrl+누르기</source>
        <translation>Ctrl+click inside a mark</translation>
    </message>
    <message>
        <source>안에 겹친 표시를 만듭니다</source>
        <translation>makes a nested mark</translation>
    </message>
    <message>
        <source>키</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>고른 표시의 라벨을 바꿉니다. 고른 것이 없으면 쓸 라벨을 고릅니다</source>
        <translation>relabels the selected mark; with none selected, chooses the label to use</translation>
    </message>
    <message>
        <source>고른 표시의 끝을 형태소 하나만큼 옮깁니다. Shift는 앞쪽 끝, Ctrl은 글자 단위</source>
        <translation>moves the end of the selected mark by a morpheme; Shift its start, Ctrl by characters</translation>
    </message>
    <message>
        <source>형태소 단위로 움직입니다. Ctrl은 구, Alt는 글자 단위, Shift는 범위</source>
        <translation>moves by morpheme; Ctrl by phrase, Alt by character, Shift makes a range</translation>
    </message>
    <message>
        <source>키로 고른 범위를 표시합니다</source>
        <translation>marks the range</translation>
    </message>
    <message>
        <source>다음 · 이전 표시를 고릅니다</source>
        <translation>selects the next · previous mark</translation>
    </message>
    <message>
        <source>같은 표현을 이 기사에서 모두 표시합니다</source>
        <translation>marks the same expression everywhere in this article</translation>
    </message>
    <message>
        <source>같은 표현을 프로젝트 전체에서 찾아 골라 표시합니다</source>
        <translation>finds the same expression in the whole project, to mark what you choose</translation>
    </message>
    <message>
        <source>이 기사에서 찾기 · 다음 찾기</source>
        <translation>find in this article · find next</translation>
    </message>
    <message>
        <source>프로젝트에서 형태소로 찾기. 찾은 곳은 숫자나 Enter로 표시합니다</source>
        <translation>search the project by morphemes; digits or Enter mark the hits</translation>
    </message>
    <message>
        <source>고른 표시에, 없으면 기사에 메모를 답니다</source>
        <translation>writes a note on the selected mark, or on the article</translation>
    </message>
    <message>
        <source>라벨을 편집합니다</source>
        <translation>edits the labels</translation>
    </message>
    <message>
        <source>고른 표시를 지웁니다</source>
        <translation>removes the selected mark</translation>
    </message>
    <message>
        <source>제안에서 Enter · Delete</source>
        <translation>Enter · Delete on a suggestion</translation>
    </message>
    <message>
        <source>수락합니다 · 거절합니다. 숫자는 라벨을 바꿔 수락</source>
        <translation>accepts · refuses it; a digit accepts it under another label</translation>
    </message>
    <message>
        <source>제안을 지난번에 고른 확신 이상으로 모두 수락합니다. 처음에는 모든 라벨, 0.90 이상</source>
        <translation>accepts all suggestions as sure as those accepted at once the last time; at first all labels, 0.90</translation>
    </message>
    <message>
        <source>원문과 뺀 줄을 봅니다</source>
        <translation>shows the source and the removed lines</translation>
    </message>
    <message>
        <source>작업 기록을 봅니다</source>
        <translation>shows the history</translation>
    </message>
    <message>
        <source>Ctrl+휠 · Ctrl+0</source>
        <translation>Ctrl+wheel · Ctrl+0</translation>
    </message>
    <message>
        <source>글자 크기를 바꿉니다 · 처음대로</source>
        <translation>changes the text size · as it was</translation>
    </message>
    <message>
        <source>기다리는 표시·선택·라벨 고르기를 차례로 그만둡니다</source>
        <translation>drops the pending mark, the selection, the active label, in this order</translation>
    </message>
    <message>
        <source>되돌리기 · 다시 하기. 창을 닫았다 열어도 됩니다</source>
        <translation>undo · redo, even after the window was closed</translation>
    </message>
    <message>
        <source>완료하고 다음 기사로</source>
        <translation>done, on to the next article</translation>
    </message>
    <message>
        <source>이전 · 다음 기사</source>
        <translation>previous · next article</translation>
    </message>
    <message>
        <source>표시한 글 복사 · 복사한 글을 새 기사로</source>
        <translation>copies the marked text · makes an article of copied text</translation>
    </message>
    <message>
        <source>다음 · 이전 칸으로</source>
        <translation>next · previous pane</translation>
    </message>
    <message>
        <source>키와 마우스</source>
        <translation>Keys and mouse</translation>
    </message>
    <message>
        <source>annotator {0}

한국어 뉴스에 구간을 표시합니다. 네트워크를 쓰지 않습니다.
글꼴: 나눔고딕 (SIL OFL 1.1)</source>
        <translation>annotator {0}

Marks spans in Korean news. Uses no network.
Font: NanumGothic (SIL OFL 1.1)</translation>
    </message>
    <message>
        <source>닫기</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>그만 보기</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>낱말을 한 번 누르세요</source>
        <translation>Click a word once</translation>
    </message>
    <message>
        <source>조사를 뺀 이름이 바로 표시되고 저장됩니다. 여러 낱말은 끌어서 표시합니다.</source>
        <translation>Its name is marked without the particle, and saved at once. Drag over several words.</translation>
    </message>
    <message>
        <source>1–4로 라벨을 고르세요</source>
        <translation>Choose a label with 1–4</translation>
    </message>
    <message>
        <source>기관 1, 정책 2, 지역 3, 수치 4. 표시를 골라 둔 때에는 그 표시의 라벨이 바뀝니다.</source>
        <translation>Organisation 1, Policy 2, Region 3, Number 4. With a mark selected, the digit relabels it.</translation>
    </message>
    <message>
        <source>내 기사를 끌어다 놓으세요</source>
        <translation>Drop your own articles here</translation>
    </message>
    <message>
        <source>파일이나 폴더를 이 창에 놓으면 본문만 남겨 보여 줍니다. 잘못한 것은 Ctrl+Z로 모두 되돌립니다.</source>
        <translation>Drop a file or a folder on this window and only the article is left. Ctrl+Z takes anything back.</translation>
    </message>
    <message>
        <source>다음</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>시작하기</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>작업 기록</source>
        <translation>History</translation>
    </message>
    <message>
        <source>두 번 누르거나 Enter를 누르면 그 일을 마친 때로 갑니다.</source>
        <translation>A double click or Enter goes to the time right after a step.</translation>
    </message>
    <message>
        <source>닫기</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>한 일</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>때</source>
        <translation>When</translation>
    </message>
    <message>
        <source>지금</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>여기</source>
        <translation>here</translation>
    </message>
    <message>
        <source>되돌려짐</source>
        <translation>undone</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>형식을 골라 가져오기</source>
        <translation>Import in a format of your choice</translation>
    </message>
    <message>
        <source>알아서 정하기</source>
        <translation>Find it out</translation>
    </message>
    <message>
        <source>기사 글 (정리해서)</source>
        <translation>Article text (cleaned)</translation>
    </message>
    <message>
        <source>형식에 맞게</source>
        <translation>As the format is used</translation>
    </message>
    <message>
        <source>코드 포인트</source>
        <translation>Code points</translation>
    </message>
    <message>
        <source>UTF-16 단위</source>
        <translation>UTF-16 units</translation>
    </message>
    <message>
        <source>보이는 글자</source>
        <translation>Visible characters</translation>
    </message>
    <message>
        <source>첫 기사</source>
        <translation>First article</translation>
    </message>
    <message>
        <source>알릴 것</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>형식</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>위치를 세는 단위</source>
        <translation>Offsets count</translation>
    </message>
    <message>
        <source>가져오기</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>취소</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{0}: 기사 글로 보고 군더더기를 걷어 냅니다.</source>
        <translation>{0}: taken for an article&apos;s text, whose chrome is removed.</translation>
    </message>
    <message>
        <source>{0}: 어떤 형식인지 알 수 없으면 기사 글로 봅니다. 형식을 골라 주세요.</source>
        <translation>{0}: of no known format, so it is taken for text. Choose a format.</translation>
    </message>
    <message>
        <source>{0}: {1} 형식으로는 가져올 기사가 없습니다.</source>
        <translation>{0}: no article to import as {1}.</translation>
    </message>
    <message>
        <source>{0}: {1}, 첫 기사에 표시 {2}개</source>
        <translation>{0}: {1}, {2} marks in the first article</translation>
    </message>
    <message>
        <source>{0} 외 {1}개 파일</source>
        <translation>{0} and {1} more</translation>
    </message>
    <message>
        <source>{0}: 어떤 형식인지 알 수 없습니다. 형식을 골라 주세요.</source>
        <translation>{0}: of no format that is known. Choose one.</translation>
    </message>
</context>
<context>
    <name>LabelBar</name>
    <message>
        <source>라벨</source>
        <translation>Label</translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message>
        <source>라벨 편집</source>
        <translation>Edit labels</translation>
    </message>
    <message>
        <source>라벨</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>추가</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>위로</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>아래로</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>합치기</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>표시를 모두 다른 라벨로 옮기고 이 라벨을 뺍니다</source>
        <translation>Moves all its marks to another label and takes this one out</translation>
    </message>
    <message>
        <source>빼기</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>표시가 없는 라벨을 뺍니다</source>
        <translation>Takes out a label without marks</translation>
    </message>
    <message>
        <source>프리셋</source>
        <translation>Preset</translation>
    </message>
    <message>
        <source>뉴스 라벨 네 개로</source>
        <translation>The four news labels</translation>
    </message>
    <message>
        <source>파일에서 불러오기…</source>
        <translation>Load from a file…</translation>
    </message>
    <message>
        <source>파일로 저장…</source>
        <translation>Save to a file…</translation>
    </message>
    <message>
        <source>닫기</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>새 라벨</source>
        <translation>New label</translation>
    </message>
    <message>
        <source>표시 {0}개를 → {1}</source>
        <translation>{0} marks → {1}</translation>
    </message>
    <message>
        <source>라벨 불러오기</source>
        <translation>Load labels</translation>
    </message>
    <message>
        <source>라벨 프리셋 (*.toml)</source>
        <translation>Label preset (*.toml)</translation>
    </message>
    <message>
        <source>라벨.toml</source>
        <translation>labels.toml</translation>
    </message>
    <message>
        <source>라벨 저장</source>
        <translation>Save labels</translation>
    </message>
</context>
<context>
    <name>LabelForm</name>
    <message>
        <source>이름</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>영어 이름</source>
        <translation>English name</translation>
    </message>
    <message>
        <source>내보낼 이름</source>
        <translation>Export name</translation>
    </message>
    <message>
        <source>숫자 키</source>
        <translation>Digit</translation>
    </message>
    <message>
        <source>색</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>밑줄</source>
        <translation>Underline</translation>
    </message>
    <message>
        <source>지침</source>
        <translation>Guideline</translation>
    </message>
    <message>
        <source>없음</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>그래도 가져오기</source>
        <translation>Import anyway</translation>
    </message>
    <message>
        <source>가져오는 중</source>
        <translation>Importing</translation>
    </message>
    <message>
        <source>내보내는 중</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>사본 만드는 중</source>
        <translation>Copying</translation>
    </message>
</context>
<context>
    <name>MarkMenu</name>
    <message>
        <source>넓히기</source>
        <translation>Widen</translation>
    </message>
    <message>
        <source>문장 복사</source>
        <translation>Copy the sentence</translation>
    </message>
    <message>
        <source>기사 전체 복사</source>
        <translation>Copy the article</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>이 기사</source>
        <translation>this article</translation>
    </message>
    <message>
        <source>{0} 메모</source>
        <translation>Note on {0}</translation>
    </message>
    <message>
        <source>{0} 메모 · Enter 저장, Shift+Enter 줄 바꿈, Esc 그만두기</source>
        <translation>Note on {0} · Enter saves, Shift+Enter new line, Esc leaves</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>환경설정</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>시스템 언어</source>
        <translation>System language</translation>
    </message>
    <message>
        <source>시스템 설정</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>밝게</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>어둡게</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>자</source>
        <translation> characters</translation>
    </message>
    <message>
        <source>분석가 이름</source>
        <translation>Annotator&apos;s name</translation>
    </message>
    <message>
        <source>화면 밝기</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>본문 글자 크기</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>본문 너비</source>
        <translation>Text width</translation>
    </message>
    <message>
        <source>언어</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>언어는 다음에 시작할 때 바뀝니다.</source>
        <translation>The language changes at the next start.</translation>
    </message>
    <message>
        <source>닫기</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>어두운 화면</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>밝은 화면</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>대비 {0} : 1 ✓</source>
        <translation>Contrast {0} : 1 ✓</translation>
    </message>
    <message>
        <source>대비 {0} : 1, 읽기 어려움</source>
        <translation>Contrast {0} : 1, hard to read</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>연습</source>
        <translation>Practice</translation>
    </message>
</context>
<context>
    <name>ReadOnlyBanner</name>
    <message>
        <source>다시 열기</source>
        <translation>Open again</translation>
    </message>
</context>
<context>
    <name>RepairBanner</name>
    <message>
        <source>고친 글로 바꾸기</source>
        <translation>Use the mended text</translation>
    </message>
    <message>
        <source>글자가 깨진 원문으로 보입니다. 고친 글: {0}</source>
        <translation>The source looks garbled. Mended it reads: {0}</translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>찾은 곳</source>
        <translation>Hits</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>프로젝트에서 찾기 (형태소, “구”는 따옴표로)</source>
        <translation>Search the project (morphemes; “phrases” in quotation marks)</translation>
    </message>
    <message>
        <source>프로젝트에서 찾기</source>
        <translation>Search the project</translation>
    </message>
    <message>
        <source>글자 그대로</source>
        <translation>Exact text</translation>
    </message>
    <message>
        <source>형태소로 찾지 않고 쓴 글자 그대로 찾습니다</source>
        <translation>Finds the very letters instead of morphemes</translation>
    </message>
    <message>
        <source>더 보기</source>
        <translation>More</translation>
    </message>
    <message>
        <source>닫기 (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>{0}곳 모두 표시: {1}</source>
        <translation>Mark all {0}: {1}</translation>
    </message>
    <message>
        <source>{0}곳 이상</source>
        <translation>{0} or more</translation>
    </message>
    <message>
        <source>{0}곳</source>
        <translation>{0} hits</translation>
    </message>
    <message>
        <source>찾는 중…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>아직 찾을 수 없는 기사 {0}건 (준비 중)</source>
        <translation>{0} articles not searchable yet (in preparation)</translation>
    </message>
    <message>
        <source>‘개편하다’로 찾으면 ‘개편한’, ‘개편했다’도 나옵니다.
여러 낱말은 모두 든 기사를, 따옴표 안의 말은 그 차례로 찾습니다.
찾은 곳을 누르면 기사에서 보이고, 숫자나 Enter로 바로 표시합니다.</source>
        <translation>Searching ‘개편하다’ also finds ‘개편한’ and ‘개편했다’.
Several words find articles with all of them, words in quotation marks in that order.
Click a hit to see it in its article; digits or Enter mark it at once.</translation>
    </message>
    <message>
        <source>{0}: 찾은 곳이 없습니다.</source>
        <translation>{0}: nothing found.</translation>
    </message>
    <message>
        <source>‘글자 그대로’를 켜면 낱말의 일부도 찾습니다.</source>
        <translation>Turn on ‘Exact text’ to find parts of words too.</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>기사 원문</source>
        <translation>Source of the article</translation>
    </message>
    <message>
        <source>다시 정리</source>
        <translation>Clean again</translation>
    </message>
    <message>
        <source>지금 규칙으로 다시 정리합니다</source>
        <translation>Cleans the source again by the rules of now</translation>
    </message>
    <message>
        <source>본문을 찾지 못했습니다</source>
        <translation>No article text was found</translation>
    </message>
    <message>
        <source>원문</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>흐린 줄은 기사에서 뺀 줄입니다. 누르면 되살아나고, 남은 줄을 누르면 빠집니다.</source>
        <translation>Grey lines were taken out of the article. Click one to restore it, a kept line to take it out.</translation>
    </message>
    <message>
        <source>이 기사는 원문 없이 들어왔습니다.</source>
        <translation>This article came without its source.</translation>
    </message>
</context>
<context>
    <name>SpanCard</name>
    <message>
        <source>선택한 표시</source>
        <translation>Selected mark</translation>
    </message>
    <message>
        <source>방금 만든 표시</source>
        <translation>Mark just made</translation>
    </message>
    <message>
        <source>낱말을 누르면 표시됩니다.</source>
        <translation>Click a word to mark it.</translation>
    </message>
    <message>
        <source>고치기</source>
        <translation>Mend</translation>
    </message>
    <message>
        <source>메모 달기</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>형태소 경계에 맞음 · 조사 없음</source>
        <translation>On morpheme edges · no particle</translation>
    </message>
</context>
<context>
    <name>SpanModel</name>
    <message>
        <source>표시</source>
        <translation>Marks</translation>
    </message>
    <message>
        <source>라벨</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>위치</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>메모: {0}</source>
        <translation>Note: {0}</translation>
    </message>
</context>
<context>
    <name>SpanPane</name>
    <message>
        <source>표시한 것이 차례대로 여기에 모입니다.
누르면 글에서 보이고, 숫자로 라벨을 바꿉니다.</source>
        <translation>What you mark is listed here in order.
A click shows it in the text, a digit relabels it.</translation>
    </message>
    <message>
        <source>이 기사의 표시 {0}개</source>
        <translation>Marks in this article: {0}</translation>
    </message>
    <message>
        <source>이 기사의 표시</source>
        <translation>Marks in this article</translation>
    </message>
    <message>
        <source>숫자: 라벨 · Del: 지우기</source>
        <translation>1–9 label · Del removes</translation>
    </message>
    <message>
        <source>기사 메모: {0}</source>
        <translation>Note on the article: {0}</translation>
    </message>
    <message>
        <source>고치기</source>
        <translation>Mend</translation>
    </message>
    <message>
        <source>기사 메모 달기</source>
        <translation>Write a note on the article</translation>
    </message>
</context>
<context>
    <name>SpanTable</name>
    <message>
        <source>이 기사의 표시</source>
        <translation>Marks in this article</translation>
    </message>
</context>
<context>
    <name>StatisticsDialog</name>
    <message>
        <source>통계</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>CSV로 저장…</source>
        <translation>Save as CSV…</translation>
    </message>
    <message>
        <source>닫기</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>기사 {0}건 가운데 {1}건 완료, 표시 {2}개</source>
        <translation>{1} of {0} articles done, {2} marks</translation>
    </message>
    <message>
        <source>표시</source>
        <translation>Marks</translation>
    </message>
    <message>
        <source>라벨</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>표현</source>
        <translation>Expression</translation>
    </message>
    <message>
        <source>라벨별</source>
        <translation>By label</translation>
    </message>
    <message>
        <source>내보낼 이름</source>
        <translation>Export name</translation>
    </message>
    <message>
        <source>날짜별</source>
        <translation>By day</translation>
    </message>
    <message>
        <source>날짜</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>분석가별</source>
        <translation>By annotator</translation>
    </message>
    <message>
        <source>분석가</source>
        <translation>Annotator</translation>
    </message>
    <message>
        <source>자주 나온 표현</source>
        <translation>Frequent expressions</translation>
    </message>
    <message>
        <source>라벨이 엇갈린 표현</source>
        <translation>Conflicting labels</translation>
    </message>
    <message>
        <source>모두</source>
        <translation>all</translation>
    </message>
    <message>
        <source>정밀도 %</source>
        <translation>Precision %</translation>
    </message>
    <message>
        <source>재현율 %</source>
        <translation>Recall %</translation>
    </message>
    <message>
        <source>기본 모델 F1 %</source>
        <translation>F1 % as shipped</translation>
    </message>
    <message>
        <source>제안의 정확도</source>
        <translation>Accuracy of suggestions</translation>
    </message>
    <message>
        <source>기사</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>문장</source>
        <translation>Sentences</translation>
    </message>
    <message>
        <source>학습 경과</source>
        <translation>Learning</translation>
    </message>
    <message>
        <source>CSV로 저장</source>
        <translation>Save as CSV</translation>
    </message>
    <message>
        <source>견줄 예나 제안이 없음</source>
        <translation>No example or no suggestion to tell it by</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>취소</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>읽기 전용</source>
        <translation>Read-only</translation>
    </message>
    <message>
        <source>저장됨</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>형태소 준비됨</source>
        <translation>Morphemes ready</translation>
    </message>
    <message>
        <source>형태소 분석 안 됨</source>
        <translation>No morphemes</translation>
    </message>
    <message>
        <source>형태소 분석 중…</source>
        <translation>Reading morphemes…</translation>
    </message>
    <message>
        <source>{0}자</source>
        <translation>{0} characters</translation>
    </message>
    <message>
        <source>정리: {0}자 제거</source>
        <translation>Cleaned: {0} removed</translation>
    </message>
    <message>
        <source>취소하는 중…</source>
        <translation>Cancelling…</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>모두 수락…</source>
        <translation>Accept all…</translation>
    </message>
    <message>
        <source>확신이 높은 제안 모두 수락</source>
        <translation>Accept all suggestions above a confidence</translation>
    </message>
    <message>
        <source>Enter 수락 · Delete 거절</source>
        <translation>Enter: yes · Del: no</translation>
    </message>
    <message>
        <source>제안 {0}건</source>
        <translation>{0} suggestions</translation>
    </message>
    <message>
        <source>완료한 기사에서 배웁니다</source>
        <translation>Learns from finished articles</translation>
    </message>
    <message>
        <source>문장 {0}개를 배움 · F1 {1} (기본 {2})</source>
        <translation>{0} sentences learnt · F1 {1} (shipped {2})</translation>
    </message>
    <message>
        <source>{0}: 정밀도 {1} · 재현율 {2} · F1 {3}</source>
        <translation>{0}: precision {1} · recall {2} · F1 {3}</translation>
    </message>
    <message>
        <source>완료한 기사를 따로 떼어 잰 값(%). 메뉴의 통계에 경과가 있습니다.</source>
        <translation>Measured on finished articles kept aside (%). The statistics in the menu show how it grew.</translation>
    </message>
    <message>
        <source>모든 라벨</source>
        <translation>All labels</translation>
    </message>
    <message>
        <source>{0} · {1} 이상 {2}개</source>
        <translation>{0} · {2} at {1} or above</translation>
    </message>
    <message>
        <source>확신이 {0} 이상인 제안이 없습니다</source>
        <translation>No suggestion is at {0} or above</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>메뉴</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>파일</source>
        <translation>File</translation>
    </message>
    <message>
        <source>편집</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>기사</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>보기</source>
        <translation>View</translation>
    </message>
    <message>
        <source>도움말</source>
        <translation>Help</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>ko</source>
        <translation>en</translation>
    </message>
    <message>
        <source>한 줄</source>
        <translation>Solid</translation>
    </message>
    <message>
        <source>두 줄</source>
        <translation>Double</translation>
    </message>
    <message>
        <source>점줄</source>
        <translation>Dotted</translation>
    </message>
    <message>
        <source>굵은 줄</source>
        <translation>Thick</translation>
    </message>
    <message>
        <source>형태소 없이 표시했습니다</source>
        <translation>Marked without morphemes</translation>
    </message>
    <message>
        <source>끝에 문장 부호가 있습니다</source>
        <translation>Ends in punctuation</translation>
    </message>
    <message>
        <source>따옴표나 괄호가 한쪽만 있습니다</source>
        <translation>Half a pair of quotation marks or brackets</translation>
    </message>
    <message>
        <source>끝에 조사가 있습니다</source>
        <translation>Ends in a particle</translation>
    </message>
    <message>
        <source>형태소가 잘렸습니다</source>
        <translation>Cuts a morpheme</translation>
    </message>
    <message>
        <source>다른 데서는 {label} {count}곳</source>
        <translation>Elsewhere {label}: {count}</translation>
    </message>
    <message>
        <source>표시하지 않은 곳 {count}곳</source>
        <translation>Unmarked elsewhere: {count}</translation>
    </message>
    <message>
        <source>끝 맞추기</source>
        <translation>Trim the ends</translation>
    </message>
    <message>
        <source>맞습니다</source>
        <translation>It is right</translation>
    </message>
    <message>
        <source>부호 빼기</source>
        <translation>Leave punctuation out</translation>
    </message>
    <message>
        <source>짝 맞추기</source>
        <translation>Mend the pair</translation>
    </message>
    <message>
        <source>조사 빼기</source>
        <translation>Leave the particle out</translation>
    </message>
    <message>
        <source>형태소에 맞추기</source>
        <translation>Snap to morphemes</translation>
    </message>
    <message>
        <source>{label} 라벨로</source>
        <translation>Relabel {label}</translation>
    </message>
    <message>
        <source>모두 표시</source>
        <translation>Mark all</translation>
    </message>
    <message>
        <source>‘{0}’</source>
        <translation>‘{0}’</translation>
    </message>
    <message>
        <source>제목 없음</source>
        <translation>Untitled</translation>
    </message>
    <message>
        <source>표시 {0}</source>
        <translation>{0} marks</translation>
    </message>
    <message>
        <source>✓ 완료</source>
        <translation>✓ Done</translation>
    </message>
    <message>
        <source>아직 표시 없음</source>
        <translation>No marks yet</translation>
    </message>
    <message>
        <source>예상하지 못한 오류가 났습니다: {0}</source>
        <translation>An unexpected error: {0}</translation>
    </message>
    <message>
        <source>{0} 표시와 엇갈려 만들지 않았습니다.</source>
        <translation>Not made: it would cross the mark {0}.</translation>
    </message>
    <message>
        <source>기사 {count}건 가져오기</source>
        <translation>{count} articles imported</translation>
    </message>
    <message>
        <source>기사 {count}건 빼기</source>
        <translation>{count} articles taken out</translation>
    </message>
    <message>
        <source>{text} 표시</source>
        <translation>{text} marked</translation>
    </message>
    <message>
        <source>표시 {count}개</source>
        <translation>{count} marks</translation>
    </message>
    <message>
        <source>{text} 고침</source>
        <translation>{text} changed</translation>
    </message>
    <message>
        <source>{text} 지움</source>
        <translation>{text} removed</translation>
    </message>
    <message>
        <source>다른 기사에 표시하지 않은 곳 {count}곳 이상</source>
        <translation>{count} or more unmarked in other articles</translation>
    </message>
    <message>
        <source>다른 기사에 표시하지 않은 곳 {count}곳</source>
        <translation>{count} unmarked in other articles</translation>
    </message>
    <message>
        <source>보기</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>표시 {count}개 지움</source>
        <translation>{count} marks removed</translation>
    </message>
    <message>
        <source>{text} 등 표시 {count}개</source>
        <translation>{count} marks, {text} …</translation>
    </message>
    <message>
        <source>{text} 등 {count}개 지움</source>
        <translation>{count} removed, {text} …</translation>
    </message>
    <message>
        <source>완료 상태 바꿈</source>
        <translation>State changed</translation>
    </message>
    <message>
        <source>기사 {count}건 완료로 표시</source>
        <translation>{count} articles marked done</translation>
    </message>
    <message>
        <source>기사 {count}건 다시 열기</source>
        <translation>{count} articles reopened</translation>
    </message>
    <message>
        <source>메모 바꿈</source>
        <translation>Note changed</translation>
    </message>
    <message>
        <source>프로젝트 이름 바꿈</source>
        <translation>Project renamed</translation>
    </message>
    <message>
        <source>{text} 제안 거절</source>
        <translation>Suggestion {text} refused</translation>
    </message>
    <message>
        <source>원문 줄 고르기</source>
        <translation>Lines of the source chosen</translation>
    </message>
    <message>
        <source>라벨 {name} 추가</source>
        <translation>Label {name} added</translation>
    </message>
    <message>
        <source>라벨 {name} 고침</source>
        <translation>Label {name} changed</translation>
    </message>
    <message>
        <source>라벨 {name} 합침</source>
        <translation>Label {name} merged</translation>
    </message>
    <message>
        <source>라벨 {name} 뺌</source>
        <translation>Label {name} taken out</translation>
    </message>
    <message>
        <source>라벨 순서 바꿈</source>
        <translation>Labels reordered</translation>
    </message>
    <message>
        <source>라벨 프리셋 적용</source>
        <translation>Label preset loaded</translation>
    </message>
    <message>
        <source>되돌림: {0}</source>
        <translation>Undone: {0}</translation>
    </message>
    <message>
        <source>다시 함: {0}</source>
        <translation>Redone: {0}</translation>
    </message>
    <message>
        <source>되돌릴 것이 없습니다.</source>
        <translation>Nothing to undo.</translation>
    </message>
    <message>
        <source>다시 할 것이 없습니다.</source>
        <translation>Nothing to redo.</translation>
    </message>
    <message>
        <source>여기에는 표시할 말이 없습니다. 끌어서 표시해 보세요.</source>
        <translation>Nothing to mark here. Try dragging.</translation>
    </message>
    <message>
        <source>고른 라벨이 없어 표시하지 않았습니다. 숫자 키나 위의 단추로 고르세요.</source>
        <translation>No label is chosen, so nothing was marked. Choose one with a digit or a button above.</translation>
    </message>
    <message>
        <source>더 넓힐 수 없습니다.</source>
        <translation>It cannot be widened further.</translation>
    </message>
    <message>
        <source>형태소 분석이 끝나면 쓸 수 있습니다.</source>
        <translation>Available once the morphemes are read.</translation>
    </message>
    <message>
        <source>같은 표현 {made}곳을 더 표시했습니다.</source>
        <translation>Marked {made} more places.</translation>
    </message>
    <message>
        <source>이 기사에는 더 표시할 같은 표현이 없습니다.</source>
        <translation>The same words stand nowhere else unmarked in this article.</translation>
    </message>
    <message>
        <source>같은 표현 {made}곳을 더 표시했습니다. {left}곳은 긴 낱말이나 다른 표시 안에 있어 두었습니다.</source>
        <translation>Marked {made} more places. {left} were left: they lie in longer words or other marks.</translation>
    </message>
    <message>
        <source>같은 표현 {made}곳을 더 표시했습니다. {left}곳은 두었고, {conflicts}곳은 라벨이 다릅니다.</source>
        <translation>Marked {made} more places. {left} were left, {conflicts} have another label.</translation>
    </message>
    <message>
        <source>{made}곳을 표시했습니다.</source>
        <translation>Marked {made} places.</translation>
    </message>
    <message>
        <source>{made}곳을 표시했습니다. 그대로 둔 곳: {left}.</source>
        <translation>Marked {made} places. Left as they were: {left}.</translation>
    </message>
    <message>
        <source>줄을 되살렸습니다: {role}</source>
        <translation>Line restored: {role}</translation>
    </message>
    <message>
        <source>지금 규칙으로도 그대로입니다.</source>
        <translation>By the rules of now it stays as it is.</translation>
    </message>
    <message>
        <source>다시 정리하면 표시 {lost}개가 빠집니다. 그래도 하려면 한 번 더 누르세요.</source>
        <translation>Cleaning again would take {lost} marks away. Press once more to do it.</translation>
    </message>
    <message>
        <source>다시 정리했습니다. 줄 {lines}개가 바뀌었습니다.</source>
        <translation>Cleaned again. {lines} lines changed.</translation>
    </message>
    <message>
        <source>고친 글로 바꾸었습니다.</source>
        <translation>The mended text is in its place.</translation>
    </message>
    <message>
        <source>줄을 뺐습니다.</source>
        <translation>Line taken out.</translation>
    </message>
    <message>
        <source>줄과 함께 표시 {lost}개도 빠졌습니다.</source>
        <translation>{lost} marks went with the line.</translation>
    </message>
    <message>
        <source>표를 저장했습니다: {path}</source>
        <translation>Table saved: {path}</translation>
    </message>
    <message>
        <source>제안 {count}개를 수락했습니다.</source>
        <translation>{count} suggestions accepted.</translation>
    </message>
    <message>
        <source>표시 {count}개를 옮겨 {name} 라벨과 합쳤습니다.</source>
        <translation>Merged into {name}; {count} marks moved.</translation>
    </message>
    <message>
        <source>라벨을 저장했습니다: {path}</source>
        <translation>Labels saved: {path}</translation>
    </message>
    <message>
        <source>모든 기사를 마쳤습니다.</source>
        <translation>All articles are done.</translation>
    </message>
    <message>
        <source>보이는 기사는 모두 이미 그렇습니다.</source>
        <translation>All the articles shown are that already.</translation>
    </message>
    <message>
        <source>형태소 분석기를 쓸 수 없어 어절 단위로 표시합니다. 끝을 확인해 주세요.</source>
        <translation>The tokenizer cannot be used, so words are marked. Please check their ends.</translation>
    </message>
    <message>
        <source>새 프로젝트에 기사 {added}건을 가져왔습니다: {path}</source>
        <translation>{added} articles imported into a new project: {path}</translation>
    </message>
    <message>
        <source>새 프로젝트에 기사 {added}건을 가져왔습니다. 같은 기사 {skipped}건은 건너뛰었습니다: {path}</source>
        <translation>{added} articles imported into a new project, {skipped} of the same skipped: {path}</translation>
    </message>
    <message>
        <source>기사 {added}건을 가져왔습니다.</source>
        <translation>{added} articles imported.</translation>
    </message>
    <message>
        <source>기사 {added}건을 가져왔습니다. 이미 있는 {skipped}건은 건너뛰었습니다.</source>
        <translation>{added} articles imported. {skipped} were there already and skipped.</translation>
    </message>
    <message>
        <source>모두 이미 있는 기사입니다. {skipped}건을 건너뛰었습니다.</source>
        <translation>All {skipped} articles are there already and were skipped.</translation>
    </message>
    <message>
        <source>기사 {added}건을 가져왔습니다. {count}건에서는 본문을 찾지 못했습니다. 원문을 확인하세요.</source>
        <translation>{added} articles imported. In {count} no article text was found; look at their sources.</translation>
    </message>
    <message>
        <source>가져오기를 취소했습니다. 바뀐 것은 없습니다.</source>
        <translation>Import cancelled. Nothing has changed.</translation>
    </message>
    <message>
        <source>가져올 기사 파일이 없습니다.</source>
        <translation>There is no article file to import.</translation>
    </message>
    <message>
        <source>기사 {count}건을 내보냈습니다: {path}</source>
        <translation>{count} articles exported: {path}</translation>
    </message>
    <message>
        <source>완료한 기사 {count}건을 내보냈습니다. 완료하지 않은 {open}건은 뺐습니다: {path}</source>
        <translation>Exported {count} finished articles, left out {open} open ones: {path}</translation>
    </message>
    <message>
        <source>이미 있던 기사 {articles}건에 표시 {spans}개를 더했습니다.</source>
        <translation>Added {spans} marks to {articles} articles that were there.</translation>
    </message>
    <message>
        <source>내보내기를 취소했습니다. 파일은 그대로입니다.</source>
        <translation>Export cancelled. The file is as it was.</translation>
    </message>
    <message>
        <source>복사했습니다: {text}</source>
        <translation>Copied: {text}</translation>
    </message>
    <message>
        <source>사본을 저장했습니다: {path}</source>
        <translation>Copy saved: {path}</translation>
    </message>
    <message>
        <source>클립보드에 붙여넣을 글이 없습니다.</source>
        <translation>There is no text on the clipboard.</translation>
    </message>
    <message>
        <source>이미 표시됨 {0}</source>
        <translation>already marked {0}</translation>
    </message>
    <message>
        <source>다른 표시 안 {0}</source>
        <translation>inside another mark {0}</translation>
    </message>
    <message>
        <source>다른 표시와 엇갈림 {0}</source>
        <translation>crossing a mark {0}</translation>
    </message>
    <message>
        <source>표시할 수 없음 {0}</source>
        <translation>not markable {0}</translation>
    </message>
    <message>
        <source>긴 낱말의 일부</source>
        <translation>Part of a longer word</translation>
    </message>
    <message>
        <source>다른 표시 안</source>
        <translation>Inside another mark</translation>
    </message>
    <message>
        <source>표시 있음</source>
        <translation>Marked</translation>
    </message>
    <message>
        <source>표시와 엇갈림</source>
        <translation>Crosses a mark</translation>
    </message>
    <message>
        <source>제목</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>부제</source>
        <translation>Subtitle</translation>
    </message>
    <message>
        <source>날짜</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>글쓴이</source>
        <translation>Byline</translation>
    </message>
    <message>
        <source>본문</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>소제목</source>
        <translation>Subhead</translation>
    </message>
    <message>
        <source>발췌</source>
        <translation>Pull quote</translation>
    </message>
    <message>
        <source>사진 설명</source>
        <translation>Caption</translation>
    </message>
    <message>
        <source>뺌</source>
        <translation>Taken out</translation>
    </message>
    <message>
        <source>직접 뺀 줄</source>
        <translation>Taken out by hand</translation>
    </message>
    <message>
        <source>프로젝트 없음</source>
        <translation>No project</translation>
    </message>
    <message>
        <source>다른 창이 이 프로젝트를 쓰고 있어 읽기만 할 수 있습니다 ({name}, {host}, 프로세스 {pid}).</source>
        <translation>Another window is using this project, so it is read-only here ({name}, {host}, process {pid}).</translation>
    </message>
    <message>
        <source>파일이나 폴더에 쓸 수 없어 읽기만 할 수 있습니다. 파일 → 사본 저장으로 다른 곳에 사본을 만드세요.</source>
        <translation>The file or folder cannot be written, so the project is read-only. File → Save a copy makes one elsewhere.</translation>
    </message>
    <message>
        <source>기사 {count}건을 내보냈습니다. 학습 {train} · 검증 {validation} · 평가 {test}: {path}</source>
        <translation>Exported {count} articles. Train {train} · validation {validation} · test {test}: {path}</translation>
    </message>
    <message>
        <source>완료한 기사 {count}건을 내보냈습니다. 학습 {train} · 검증 {validation} · 평가 {test}. 완료하지 않은 {open}건은 뺐습니다: {path}</source>
        <translation>Exported {count} finished articles. Train {train} · validation {validation} · test {test}. {open} open ones were left out: {path}</translation>
    </message>
</context>
<context>
    <name>_List</name>
    <message>
        <source>제안</source>
        <translation>Suggestions</translation>
    </message>
</context>
<context>
    <name>_Table</name>
    <message>
        <source>작업 기록</source>
        <translation>History</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>가져오기 결과</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>나머지는 들어왔습니다.</source>
        <translation>The others are in.</translation>
    </message>
    <message>
        <source>새로 들어온 것은 없습니다.</source>
        <translation>Nothing new came in.</translation>
    </message>
    <message>
        <source>가져오지 못한 것이 {0}개 있습니다.</source>
        <translation>Could not be imported: {0}.</translation>
    </message>
    <message>
        <source>가져온 것 가운데 확인할 것이 {0}가지 있습니다.</source>
        <translation>Imported, but to be checked: {0}.</translation>
    </message>
    <message>
        <source>모두 복사</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>닫기</source>
        <translation>Close</translation>
    </message>
</context>
</TS>
