<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>About graphviewer</source>
            <translation>graphviewer 정보</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Add a note</source>
            <translation>메모 추가</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Align bottom edges</source>
            <translation>아래쪽 맞춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Align centres</source>
            <translation>가로 가운데 맞춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Align left edges</source>
            <translation>왼쪽 맞춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Align middles</source>
            <translation>세로 가운데 맞춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Align right edges</source>
            <translation>오른쪽 맞춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Align top edges</source>
            <translation>위쪽 맞춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Animate</source>
            <translation>움직임</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Broadcasting</source>
            <translation>브로드캐스팅</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Close all matrix products</source>
            <translation>행렬곱 모두 접기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Close all modules</source>
            <translation>모듈 모두 닫기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Contributions</source>
            <translation>기여분</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Copy</source>
            <translation>복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Copy gradient</source>
            <translation>기울기 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Copy picture</source>
            <translation>그림 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Copy value</source>
            <translation>값 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Cut</source>
            <translation>잘라내기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Cuts</source>
            <translation>끊김</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Dark</source>
            <translation>어둡게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Delete the note or arrow</source>
            <translation>메모나 화살표 지우기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Descent</source>
            <translation>하강</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Draw an arrow</source>
            <translation>화살표 그리기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Everything again</source>
            <translation>모두 다시 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Example before</source>
            <translation>이전 예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Explore</source>
            <translation>탐색</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Export…</source>
            <translation>내보내기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Expression</source>
            <translation>수식 그래프</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Find in the graph…</source>
            <translation>그래프에서 찾기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Find like this</source>
            <translation>비슷한 것 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Find next</source>
            <translation>다음 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Find previous</source>
            <translation>이전 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>First step</source>
            <translation>첫 스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Fit the graph</source>
            <translation>그래프를 화면에 맞추기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Fold straight chains</source>
            <translation>곧은 사슬 접기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Fold what repeats</source>
            <translation>되풀이되는 것 접기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Full screen</source>
            <translation>전체 화면</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Functions</source>
            <translation>함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Go to its line</source>
            <translation>이 줄로 가기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Gradient magnitude</source>
            <translation>기울기 크기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Graph</source>
            <translation>그래프</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Hide</source>
            <translation>숨기기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Hooks</source>
            <translation>훅</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>In place</source>
            <translation>제자리 연산</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Iteration before</source>
            <translation>이전 반복</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Keyboard shortcuts</source>
            <translation>단축키</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Last step</source>
            <translation>마지막 스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Left to right</source>
            <translation>왼쪽에서 오른쪽으로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Lessons…</source>
            <translation>강의 목록…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Light</source>
            <translation>밝게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Look inside this step</source>
            <translation>이 스텝 들여다보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Marks in the graph</source>
            <translation>그래프의 표시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Modules</source>
            <translation>모듈</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>NaN and infinity</source>
            <translation>NaN과 무한대</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Neurons</source>
            <translation>뉴런</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>New program</source>
            <translation>새 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Next example</source>
            <translation>다음 예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Next iteration</source>
            <translation>다음 반복</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Next lesson</source>
            <translation>다음 강의</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>One batch</source>
            <translation>배치 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Only what follows from here</source>
            <translation>여기서 나아가는 것만</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Only what leads here</source>
            <translation>여기로 이르는 것만</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Only what leads here or follows</source>
            <translation>여기로 이르거나 나아가는 것만</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Open a copy</source>
            <translation>사본 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Open all matrix products</source>
            <translation>행렬곱 모두 펼치기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Open all modules</source>
            <translation>모듈 모두 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Open model…</source>
            <translation>모델 열기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Open or close</source>
            <translation>펼치기 또는 접기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Open…</source>
            <translation>열기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Output</source>
            <translation>출력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Paste</source>
            <translation>붙여넣기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Play or pause</source>
            <translation>재생/일시 정지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Previous lesson</source>
            <translation>이전 강의</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Program</source>
            <translation>프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Put everything back</source>
            <translation>모두 제자리로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Quit</source>
            <translation>끝내기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Redo</source>
            <translation>다시 실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Resume the stopped run</source>
            <translation>멈춘 학습 이어서 하기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Run</source>
            <translation>실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Save</source>
            <translation>저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Save as…</source>
            <translation>다른 이름으로 저장…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Save config…</source>
            <translation>설정 저장…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Save tape…</source>
            <translation>테이프 저장…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Save weights…</source>
            <translation>가중치 저장…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Saved tensors</source>
            <translation>저장된 텐서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Scalars</source>
            <translation>스칼라</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Second order</source>
            <translation>2차 미분</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Select all</source>
            <translation>모두 선택</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Shared tensors</source>
            <translation>같은 텐서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Show all panels</source>
            <translation>모든 패널 보이기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Show what is hidden</source>
            <translation>숨긴 것 보이기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Start, pause or go on</source>
            <translation>시작, 일시 정지, 계속</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Step</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Step back</source>
            <translation>한 스텝 뒤로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Step back, anywhere</source>
            <translation>어디서나 한 스텝 뒤로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Step, anywhere</source>
            <translation>어디서나 한 스텝 앞으로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Stop</source>
            <translation>중지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Stop the training</source>
            <translation>학습 멈추기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>This iteration</source>
            <translation>이번 반복</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Timeline</source>
            <translation>타임라인</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Train</source>
            <translation>학습</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Trusted files…</source>
            <translation>신뢰하는 파일…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Undo</source>
            <translation>실행 취소</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Units that are off</source>
            <translation>꺼진 유닛</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Watch</source>
            <translation>값 추적</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Whole program</source>
            <translation>프로그램 전체</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Write the note anew</source>
            <translation>메모 고쳐 쓰기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Zoom in</source>
            <translation>확대</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Zoom out</source>
            <translation>축소</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>grad_fn</source>
            <translation>grad_fn</translation>
        </message>
    </context>
    <context>
        <name>Advice</name>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>After a line that ends with a colon the block begins further in, and all its lines in the same column, with the same tabs or spaces.</source>
            <translation>콜론으로 끝나는 줄 다음의 블록은 더 들여 쓰고, 블록의 모든 줄은 같은 열에서 같은 탭이나 공백으로 시작해야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>Check the spelling of the module; it must be installed.</source>
            <translation>모듈 이름의 철자를 확인하세요. 설치되어 있어야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>Nothing has this name yet. Check its spelling, and that the line that makes it runs first.</source>
            <translation>아직 이런 이름이 없습니다. 철자를 확인하고, 그 이름을 만드는 줄이 먼저 실행되는지 확인하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>Programs here have no keyboard; write the value into the program.</source>
            <translation>여기서 실행되는 프로그램은 키보드 입력을 받을 수 없습니다. 값을 프로그램 안에 직접 적으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>Python could not read this line. Look for a bracket, quote or colon missing here or in the line above.</source>
            <translation>파이썬이 이 줄을 읽지 못했습니다. 이 줄이나 바로 윗줄에 괄호, 따옴표, 콜론이 빠졌는지 살펴보세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>The function calls itself without end. Look for its stopping case.</source>
            <translation>함수가 자기 자신을 끝없이 호출합니다. 멈추는 조건을 확인하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>The tensors do not fit in memory. Make them smaller.</source>
            <translation>텐서가 메모리에 들어가지 않습니다. 크기를 줄이세요.</translation>
        </message>
    </context>
    <context>
        <name>Arrange</name>
        <message>
            <location filename="../../graphviewer/gui/flows/arrange_flow.py" />
            <source>A picture can hold {shifts} things that were dragged, and {most} notes and {most} arrows. Everything is where it was.</source>
            <translation>그림 하나에는 옮긴 것 {shifts}개, 메모 {most}개, 화살표 {most}개까지 담을 수 있습니다. 모든 것이 있던 자리에 그대로 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/walking.py" />
            <source>Arrow</source>
            <translation>화살표</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/note_editor.py" />
            <source>Note</source>
            <translation>메모</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/arrange_flow.py" />
            <source>The arrangement of the graph</source>
            <translation>그래프의 배치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/arrange_flow.py" />
            <source>This is too much to be arranged.</source>
            <translation>이만큼은 배치할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/note_editor.py" />
            <source>What is to be noted? Ctrl+Enter keeps it.</source>
            <translation>무엇을 적을까요? Ctrl+Enter로 남깁니다.</translation>
        </message>
    </context>
    <context>
        <name>Chips</name>
        <message>
            <location filename="../../graphviewer/gui/flows/shaping_flow.py" />
            <source>Ancestors and descendants of {name}</source>
            <translation>{name}의 조상과 자손</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/shaping_flow.py" />
            <source>Ancestors of {name}</source>
            <translation>{name}의 조상</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/shaping_flow.py" />
            <source>Descendants of {name}</source>
            <translation>{name}의 자손</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/chips.py" />
            <source>Take away: {what}</source>
            <translation>없애기: {what}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/chips.py" />
            <source>What is left out</source>
            <translation>보이지 않게 한 것</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/shaping_flow.py" />
            <source>{count} hidden</source>
            <translation>숨김 {count}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/shaping_flow.py" />
            <source>{name} and {count} more</source>
            <translation>{name} 외 {count}개</translation>
        </message>
    </context>
    <context>
        <name>Chrome</name>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>1 step</source>
            <translation>1스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_frame.py" />
            <source>Descent</source>
            <translation>하강</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_frame.py" />
            <source>Functions</source>
            <translation>함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>The program has changed since it ran.</source>
            <translation>실행한 뒤로 프로그램이 바뀌었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>opening {name}…</source>
            <translation>{name} 여는 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>restricted run</source>
            <translation>제한된 실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>running · iteration {i} · {steps} · {s} s</source>
            <translation>실행 중 · 반복 {i} · {steps} · {s}초</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>running · {steps} · {s} s</source>
            <translation>실행 중 · {steps} · {s}초</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>starting…</source>
            <translation>시작하는 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_frame.py" />
            <source>sweep: run {at} of {all}</source>
            <translation>스윕: 실행 {at}/{all}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_frame.py" />
            <source>watching: another process trains this run</source>
            <translation>지켜보는 중: 다른 프로세스가 이 실행을 학습합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>{n} steps</source>
            <translation>{n}스텝</translation>
        </message>
    </context>
    <context>
        <name>Crumbs</name>
        <message>
            <location filename="../../graphviewer/gui/canvas/crumbs.py" />
            <source>Modules around what is shown</source>
            <translation>보이는 것을 둘러싼 모듈</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/crumbs.py" />
            <source>Show all of {name}</source>
            <translation>{name} 전체 보기</translation>
        </message>
    </context>
    <context>
        <name>DataOrigin</name>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>8x8 means of {whole}</source>
            <translation>{whole}을(를) 8x8로 평균 낸 것</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>FashionMNIST from {place}</source>
            <translation>{place}의 FashionMNIST</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>IDX files from {place}</source>
            <translation>{place}의 IDX 파일</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>eight rows</source>
            <translation>여덟 행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>five students' marks</source>
            <translation>학생 다섯 명의 점수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>four points</source>
            <translation>점 네 개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>images of {place}</source>
            <translation>{place}의 이미지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>made: {rule} with noise {noise}, seed {seed}</source>
            <translation>만든 데이터: {rule}, 잡음 {noise}, 시드 {seed}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>one row in {n} is held back for validation</source>
            <translation>{n}행 중 한 행은 검증용으로 남겨 둠</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>six students</source>
            <translation>학생 여섯 명</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>the four rows of XOR</source>
            <translation>XOR의 네 행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>the small FashionMNIST that ships with the app</source>
            <translation>앱에 들어 있는 FashionMNIST 표본</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>the table {place}: a regression</source>
            <translation>{place}의 표: 회귀</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>the table {place}: {n} classes</source>
            <translation>{place}의 표: 클래스 {n}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>validated on the training examples: there are too few to hold some back</source>
            <translation>예시가 적어 따로 남겨 둘 수 없으므로 학습 예시로 검증함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_origin.py" />
            <source>validation from {place}</source>
            <translation>검증 예시는 {place}에서</translation>
        </message>
    </context>
    <context>
        <name>Descent</name>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>1 example</source>
            <translation>예시 1개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>1 step a second</source>
            <translation>초당 1스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>A formula of your own</source>
            <translation>직접 쓴 식</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Add a walker</source>
            <translation>옵티마이저 추가</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Also a click in the picture</source>
            <translation>그림을 클릭해도 됩니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>Animation</source>
            <translation>애니메이션</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/points.py" />
            <source>Another number draws other points; the same number draws the same ones</source>
            <translation>수를 바꾸면 다른 점이 뽑히고, 같은 수를 쓰면 같은 점이 뽑힙니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Any formula in x and y, or in x alone</source>
            <translation>x와 y, 또는 x만의 어떤 식이든</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>As a picture, an animation or a table of the steps (Ctrl+E)</source>
            <translation>그림, 애니메이션, 스텝 표로 저장 (Ctrl+E)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>Back</source>
            <translation>뒤로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Beale</source>
            <translation>Beale</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/work.py" />
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Curve: x alone</source>
            <translation>곡선: x 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/page.py" />
            <source>Curves</source>
            <translation>곡선</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Curves and numbers</source>
            <translation>곡선과 수치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/page.py" />
            <source>Descent</source>
            <translation>하강</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Draw both curves on a logarithmic scale</source>
            <translation>두 곡선을 로그 눈금으로 그립니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Duplicate</source>
            <translation>복제</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Ellipse</source>
            <translation>타원</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Ellipse: line search</source>
            <translation>타원: 직선 탐색</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Examples that each step sees</source>
            <translation>한 스텝이 보는 예시 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>Export the descent</source>
            <translation>하강 내보내기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>Export…</source>
            <translation>내보내기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>Fill what lies between the lines</source>
            <translation>등고선 사이를 채웁니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>Filled</source>
            <translation>채움</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>From above</source>
            <translation>위에서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>Heights of the tones</source>
            <translation>색조가 나타내는 높이</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Himmelblau</source>
            <translation>Himmelblau</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>How fast Play goes</source>
            <translation>재생 빠르기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/points.py" />
            <source>How many points the line fits</source>
            <translation>직선을 맞출 점의 개수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>In space</source>
            <translation>입체로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>It could not be written.</source>
            <translation>쓸 수 없었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Learning rate of {walker}</source>
            <translation>{walker}의 학습률</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Length of the gradient</source>
            <translation>기울기의 크기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Logarithmic scale</source>
            <translation>로그 눈금</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Loss</source>
            <translation>손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Loss, linear: it is below 0</source>
            <translation>손실(0보다 작아 선형 눈금)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Loss, where it is above 0</source>
            <translation>손실(0보다 큰 곳만)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>More about {walker}</source>
            <translation>{walker} 더 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>More settings</source>
            <translation>설정 더 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Network's loss</source>
            <translation>신경망의 손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Network's loss: skip connections</source>
            <translation>신경망의 손실: 잔차 연결</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/points.py" />
            <source>Noise</source>
            <translation>잡음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>One step back (←, PgUp)</source>
            <translation>한 스텝 뒤로 (←, PgUp)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>One step on (→, PgDn)</source>
            <translation>한 스텝 앞으로 (→, PgDn)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Optimizer</source>
            <translation>옵티마이저</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>Page</source>
            <translation>문서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/page.py" />
            <source>Panels</source>
            <translation>패널</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>Pause</source>
            <translation>일시 정지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>Picture</source>
            <translation>그림</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>Play</source>
            <translation>재생</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>Play or pause (Space)</source>
            <translation>재생 또는 일시 정지 (Space)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/points.py" />
            <source>Points</source>
            <translation>점 개수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Regression: w and b</source>
            <translation>회귀: w와 b</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Remove</source>
            <translation>제거</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Rosenbrock</source>
            <translation>Rosenbrock</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Saddle</source>
            <translation>안장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/points.py" />
            <source>Seed</source>
            <translation>시드</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/page.py" />
            <source>Settings</source>
            <translation>설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Settings of the descent</source>
            <translation>하강 설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Show this walker</source>
            <translation>이 옵티마이저를 보입니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/points.py" />
            <source>Standard deviation of the points about y = 2x + 1</source>
            <translation>y = 2x + 1을 중심으로 흩어진 점들의 표준편차</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Start</source>
            <translation>시작점</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Start, x</source>
            <translation>시작점 x</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Start, y</source>
            <translation>시작점 y</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>State</source>
            <translation>상태</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Steepest descent</source>
            <translation>최급강하</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>Step</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Steps</source>
            <translation>스텝 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Surface</source>
            <translation>곡면</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>Table of the steps</source>
            <translation>스텝 표</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>The curve</source>
            <translation>곡선</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/following.py" />
            <source>The first steps are being made…</source>
            <translation>첫 스텝을 계산하는 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>The learning rate: how far a step goes</source>
            <translation>학습률: 한 스텝의 보폭</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>The surface from above</source>
            <translation>위에서 본 곡면</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>The surface in space</source>
            <translation>입체로 본 곡면</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>The walkers at this step</source>
            <translation>이 스텝의 옵티마이저들</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/following.py" />
            <source>There is no walker: add one.</source>
            <translation>옵티마이저가 없습니다. 하나를 추가하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>To the last step (End)</source>
            <translation>마지막 스텝로 (End)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>To the start (Home)</source>
            <translation>처음으로 (Home)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/work.py" />
            <source>Training the network, measuring its loss: {done} of {all}</source>
            <translation>신경망을 학습하고 손실을 재는 중: {all} 가운데 {done}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>Vector picture</source>
            <translation>벡터 그림</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>Walker</source>
            <translation>옵티마이저</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>Walkers</source>
            <translation>옵티마이저</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/following.py" />
            <source>What calculates the steps has stopped.</source>
            <translation>스텝을 계산하던 프로세스가 멈췄습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>Written to {name}.</source>
            <translation>{name}에 저장했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>accuracy {share}</source>
            <translation>정확도 {share}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>all examples</source>
            <translation>모든 예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>at the start</source>
            <translation>시작점</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>batch of {n}</source>
            <translation>배치 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>converged</source>
            <translation>수렴</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>diverges</source>
            <translation>발산</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>first direction</source>
            <translation>첫째 방향</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>flat here, no minimum</source>
            <translation>평평하나 최솟값 아님</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>has no value here</source>
            <translation>여기에는 값이 없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>least at w = {w}, b = {b}</source>
            <translation>최솟값: w = {w}, b = {b}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>moves no more</source>
            <translation>더 움직이지 않음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>no slope is left</source>
            <translation>기울기가 0</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>oscillates</source>
            <translation>진동</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>oscillates less</source>
            <translation>진동하며 다가감</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>oscillates more</source>
            <translation>진동하며 커짐</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>second direction</source>
            <translation>둘째 방향</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>step</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>step {step} of {last}</source>
            <translation>스텝 {step} / {last}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>still walking</source>
            <translation>진행 중</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/picture.py" />
            <source>trained loss {loss}, at the middle</source>
            <translation>학습된 손실 {loss}(가운데)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/settings.py" />
            <source>{most} walkers at most: remove one to add another.</source>
            <translation>옵티마이저는 {most}개까지 둘 수 있습니다. 더 추가하려면 하나를 제거하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>{n} examples</source>
            <translation>예시 {n}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/transport.py" />
            <source>{n} steps a second</source>
            <translation>초당 {n}스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>{state}: its last step is {step}</source>
            <translation>{state}: 마지막 스텝은 {step}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>{walker} is shown</source>
            <translation>{walker} 보임</translation>
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Action</source>
            <translation>동작</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Begin and end an arrow</source>
            <translation>화살표의 시작과 끝 정하기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Discard</source>
            <translation>저장 안 함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Drag, Alt+arrows</source>
            <translation>드래그, Alt+화살표</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Drag, Enter</source>
            <translation>드래그, Enter</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/marks.py" />
            <source>Elsewhere</source>
            <translation>다른 곳에 있는 것</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Files that run unrestricted while unchanged</source>
            <translation>바뀌지 않는 한 제한 없이 실행되는 파일</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Forget all</source>
            <translation>모두 지우기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Go from thing to thing in the graph</source>
            <translation>그래프에서 다음 것으로 가기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/marks.py" />
            <source>In this graph</source>
            <translation>이 그래프에 있는 것</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Keyboard shortcuts</source>
            <translation>단축키</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Keys</source>
            <translation>키</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/marks.py" />
            <source>Marks</source>
            <translation>표시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Move what is selected, or the view</source>
            <translation>선택한 것이나 화면 옮기기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Otherwise they are lost.</source>
            <translation>저장하지 않으면 사라집니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Run restricted</source>
            <translation>제한하여 실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Run {name}?</source>
            <translation>{name}을(를) 실행할까요?</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Save</source>
            <translation>저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Save the changes to {name}?</source>
            <translation>{name}의 변경 내용을 저장할까요?</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Select several cards of the graph</source>
            <translation>그래프의 카드 여러 개 선택</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Shift+click, Shift+drag, Shift+Enter</source>
            <translation>Shift+클릭, Shift+드래그, Shift+Enter</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Step through PyTorch's autograd, forward and backward, with every number on screen.</source>
            <translation>PyTorch의 자동 미분을 앞뒤로 한 스텝씩, 모든 수를 보며 따라갑니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Tab, Ctrl+arrows</source>
            <translation>Tab, Ctrl+화살표</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>There are none.</source>
            <translation>없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>This file does not come with graphviewer. Restricted, it can compute with PyTorch but reach no other files, no network and no other programs. Trust it only if you know what it does.</source>
            <translation>graphviewer에 들어 있는 파일이 아닙니다. 제한하여 실행하면 PyTorch로 계산할 수는 있지만 다른 파일, 네트워크, 다른 프로그램에는 접근하지 못합니다. 무엇을 하는 파일인지 알 때만 신뢰하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Trust and run</source>
            <translation>신뢰하고 실행</translation>
        </message>
    </context>
    <context>
        <name>Download</name>
        <message>
            <location filename="../../graphviewer/gui/train/settings_download.py" />
            <source>60,000 training and 10,000 validation images of clothes by Zalando (MIT licence): {size} MB to download, 55 MB on the disk.

From {address}
To {folder}

Their SHA-256 is checked. What has come is kept if you cancel, and the next try goes on from there.</source>
            <translation>Zalando의 옷 이미지, 학습용 60,000장과 검증용 10,000장입니다(MIT 라이선스). 내려받을 크기는 {size} MB이고 디스크에서는 55 MB를 차지합니다.

가져올 곳: {address}
저장할 곳: {folder}

SHA-256을 확인합니다. 취소해도 받은 만큼은 남아 있어 다음에 이어서 받습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_download.py" />
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_download.py" />
            <source>Download</source>
            <translation>내려받기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_download.py" />
            <source>Download FashionMNIST</source>
            <translation>FashionMNIST 내려받기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_sample.py" />
            <source>Download…</source>
            <translation>내려받기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_sample.py" />
            <source>FashionMNIST is not on this machine. The small part of it that comes with graphviewer is used: 2,000 training and 500 validation images.</source>
            <translation>이 컴퓨터에 FashionMNIST가 없어 graphviewer에 들어 있는 일부를 씁니다. 학습 이미지 2,000장과 검증 이미지 500장입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_download.py" />
            <source>Try again</source>
            <translation>다시 시도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_download.py" />
            <source>connecting…</source>
            <translation>연결 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_download.py" />
            <source>{done} of {all} MB</source>
            <translation>{all} MB 중 {done} MB</translation>
        </message>
    </context>
    <context>
        <name>Editor</name>
        <message>
            <location filename="../../graphviewer/gui/panels/editor_find.py" />
            <source>Close the find bar</source>
            <translation>찾기 막대 닫기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/editor_find.py" />
            <source>Find</source>
            <translation>찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/editor_find.py" />
            <source>Find in the program</source>
            <translation>프로그램에서 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/editor_find.py" />
            <source>Next match</source>
            <translation>다음 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/editor_find.py" />
            <source>Previous match</source>
            <translation>이전 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/editor.py" />
            <source>Program</source>
            <translation>프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/editor_menu.py" />
            <source>Watch {name}</source>
            <translation>{name} 값 추적</translation>
        </message>
    </context>
    <context>
        <name>Explore</name>
        <message>
            <location filename="../../graphviewer/gui/pages/explore.py" />
            <source>Output</source>
            <translation>출력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/explore.py" />
            <source>Panels</source>
            <translation>패널</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/explore.py" />
            <source>Program</source>
            <translation>프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/explore.py" />
            <source>Step</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/explore.py" />
            <source>Watch</source>
            <translation>값 추적</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>A document of its own, with every card where it stands.</source>
            <translation>카드가 모두 제자리에 놓인, 그대로 조판되는 문서입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>A4, upright</source>
            <translation>A4 세로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>As on screen</source>
            <translation>화면과 같게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Colours</source>
            <translation>색</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Copy</source>
            <translation>복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Copy the picture, for pasting into a document</source>
            <translation>문서에 붙여 넣도록 그림을 복사합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>DOT</source>
            <translation>DOT</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Dark</source>
            <translation>어둡게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Each step</source>
            <translation>스텝마다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Every colour, and smaller than GIF; for browsers.</source>
            <translation>모든 색을 담고 GIF보다 작습니다. 브라우저에서 봅니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Export the graph</source>
            <translation>그래프 내보내기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/progress.py" />
            <source>Exporting</source>
            <translation>내보내는 중</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Export…</source>
            <translation>내보내기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>First step</source>
            <translation>첫 스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>For slides and documents; any size.</source>
            <translation>슬라이드와 문서에 씁니다. 크기는 자유롭습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Format</source>
            <translation>형식</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>GIF animation</source>
            <translation>GIF 애니메이션</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>GraphML</source>
            <translation>GraphML</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>JSON</source>
            <translation>JSON</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>LaTeX (TikZ)</source>
            <translation>LaTeX (TikZ)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Last step</source>
            <translation>마지막 스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Light</source>
            <translation>밝게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>One file that needs no network; steps with the arrow keys.</source>
            <translation>네트워크가 필요 없는 파일 하나입니다. 화살표 키로 넘깁니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>PDF document</source>
            <translation>PDF 문서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>PNG picture</source>
            <translation>PNG 그림</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Page</source>
            <translation>쪽</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Plays everywhere; 256 colours.</source>
            <translation>어디서나 재생됩니다. 256색입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>SVG drawing</source>
            <translation>SVG 벡터 그림</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Scale</source>
            <translation>배율</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Sharp at any size; looks the same without our fonts.</source>
            <translation>어떤 크기에서도 선명하고, 글꼴이 없어도 똑같이 보입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Sharp at any size; of several steps a handout, a step a page.</source>
            <translation>어떤 크기에서도 선명합니다. 여러 스텝이면 한 쪽에 한 스텝씩 유인물이 됩니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Slides, 16:9</source>
            <translation>슬라이드 16:9</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Steps</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>The graph as data, every number exact.</source>
            <translation>데이터로 된 그래프입니다. 모든 수가 정확합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/export_flow.py" />
            <source>The graph could not be exported.</source>
            <translation>그래프를 내보낼 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>The graph for Graphviz, with names, shapes and numbers.</source>
            <translation>Graphviz용 그래프입니다. 이름, 모양, 수가 들어 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>The graph for networkx, yEd or Gephi.</source>
            <translation>networkx, yEd, Gephi용 그래프입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/export_flow.py" />
            <source>The graph was exported to {name}.</source>
            <translation>그래프를 {name}(으)로 내보냈습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>The picture</source>
            <translation>그림</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/raster.py" />
            <source>The picture could not be painted: there was not enough memory for it.</source>
            <translation>메모리가 모자라 그림을 그릴 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/export_flow.py" />
            <source>The picture was copied.</source>
            <translation>그림을 복사했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/raster.py" />
            <source>The picture would be {width} × {height} pixels, which is too large. It fits at a scale of {scale}; SVG and PDF have no such limit.</source>
            <translation>그림이 {width} × {height} 픽셀이 되어 너무 큽니다. 배율 {scale}까지 됩니다. SVG와 PDF에는 이런 한계가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/export_flow.py" />
            <source>The tape was saved to {name}.</source>
            <translation>테이프를 {name}에 저장했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>These steps end before they begin.</source>
            <translation>끝 스텝이 시작 스텝보다 앞에 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>This step ({step})</source>
            <translation>이 스텝 ({step})</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>Transparent background</source>
            <translation>투명한 배경</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>Web page to step through</source>
            <translation>스텝을 넘겨 보는 웹 페이지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>WebP animation</source>
            <translation>WebP 애니메이션</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>What</source>
            <translation>대상</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/dialog.py" />
            <source>With the step's words below</source>
            <translation>아래에 스텝 설명 넣기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>about {size}</source>
            <translation>약 {size}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/animation.py" />
            <source>{count} pictures of {width} × {height} pixels are too many to be held. A smaller scale or fewer steps will do.</source>
            <translation>{width} × {height} 픽셀 그림 {count}장은 너무 많습니다. 배율이나 스텝 수를 줄이세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>{count} pictures, {seconds} s</source>
            <translation>그림 {count}장, {seconds}초</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>{count} steps</source>
            <translation>스텝 {count}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/progress.py" />
            <source>{name} is being made…</source>
            <translation>{name} 만드는 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/export/texts.py" />
            <source>{width} × {height} pixels</source>
            <translation>{width} × {height} 픽셀</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <location filename="../../graphviewer/gui/fields/entry.py" />
            <source>Write a number from {low} to {high}.</source>
            <translation>{low}부터 {high}까지의 수를 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/fields/entry.py" />
            <source>Write a number greater than {low}, up to {high}.</source>
            <translation>{low}보다 크고 {high} 이하인 수를 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/fields/entry.py" />
            <source>Write a number of at least {low} and less than {high}.</source>
            <translation>{low} 이상 {high} 미만의 수를 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/fields/entry.py" />
            <source>Write a number of at least {low}.</source>
            <translation>{low} 이상의 수를 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/fields/entry.py" />
            <source>Write a number.</source>
            <translation>수를 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/fields/entry.py" />
            <source>Write a whole number from {low} to {high}.</source>
            <translation>{low}부터 {high}까지의 정수를 쓰세요.</translation>
        </message>
    </context>
    <context>
        <name>Files</name>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>All files (*)</source>
            <translation>모든 파일 (*)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_files.py" />
            <source>Configs (*.toml)</source>
            <translation>학습 설정 (*.toml)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>File name:</source>
            <translation>파일 이름:</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Files of type:</source>
            <translation>파일 형식:</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Look in:</source>
            <translation>찾는 위치:</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Models ({kinds})</source>
            <translation>모델 ({kinds})</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Open a program or a tape</source>
            <translation>프로그램이나 테이프 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_files.py" />
            <source>Open the config of a training run</source>
            <translation>학습 실행의 설정 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Programs and tapes (*.py *.tape)</source>
            <translation>프로그램과 테이프 (*.py *.tape)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Python programs (*.py)</source>
            <translation>파이썬 프로그램 (*.py)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_files.py" />
            <source>Save the config</source>
            <translation>설정 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Save the program</source>
            <translation>프로그램 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Save the tape</source>
            <translation>테이프 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_files.py" />
            <source>Save the weights</source>
            <translation>가중치 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>Tapes (*.tape)</source>
            <translation>테이프 (*.tape)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>The lesson could not be opened.</source>
            <translation>강의를 열 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/lesson_flow.py" />
            <source>The lessons could not be read.</source>
            <translation>강의 목록을 읽을 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_files.py" />
            <source>The weights were saved in {name}.</source>
            <translation>가중치를 {name}에 저장했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/train_files.py" />
            <source>Weights (*.safetensors)</source>
            <translation>가중치 (*.safetensors)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>{name} could not be opened.</source>
            <translation>{name}을(를) 열 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/file_flow.py" />
            <source>{name} could not be saved.</source>
            <translation>{name}을(를) 저장할 수 없습니다.</translation>
        </message>
    </context>
    <context>
        <name>Find</name>
        <message>
            <location filename="../../graphviewer/gui/canvas/find_bar.py" />
            <source>Close (Esc)</source>
            <translation>닫기 (Esc)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/find_bar.py" />
            <source>Find in the graph</source>
            <translation>그래프에서 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/find_bar.py" />
            <source>Name, operation, grad_fn, [3, 2], float32, line 4</source>
            <translation>이름, 연산, grad_fn, [3, 2], float32, 4줄</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/find_bar.py" />
            <source>Next (Enter)</source>
            <translation>다음 (Enter)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/canvas/find_bar.py" />
            <source>Previous (Shift+Enter)</source>
            <translation>이전 (Shift+Enter)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/find_flow.py" />
            <source>hidden</source>
            <translation>숨김</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/find_flow.py" />
            <source>inside {box}</source>
            <translation>{box} 안</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/find_flow.py" />
            <source>not shown</source>
            <translation>보이지 않음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/find_flow.py" />
            <source>nothing found</source>
            <translation>찾지 못함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/find_flow.py" />
            <source>{number} of {total}</source>
            <translation>{total}개 중 {number}번째</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>A number is needed here.</source>
            <translation>여기에는 숫자가 필요합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_fields.py" />
            <source>Choose a file</source>
            <translation>파일 고르기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_fields.py" />
            <source>Choose a folder</source>
            <translation>폴더 고르기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_facts.py" />
            <source>Choose the file to read.</source>
            <translation>읽을 파일을 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form.py" />
            <source>Fewer settings</source>
            <translation>설정 줄이기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>It can be {n} at most.</source>
            <translation>{n} 이하여야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>It can have {n} letters at most.</source>
            <translation>{n}자까지 쓸 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>It has to be at least {n}.</source>
            <translation>{n} 이상이어야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>It has to be finite.</source>
            <translation>유한한 값이어야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>It has to be less than {n}.</source>
            <translation>{n}보다 작아야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>It has to be more than {n}.</source>
            <translation>{n}보다 커야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form.py" />
            <source>More settings</source>
            <translation>설정 더 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_facts.py" />
            <source>Nesterov needs a momentum above 0.</source>
            <translation>네스테로프에는 0보다 큰 모멘텀이 필요합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_facts.py" />
            <source>There is no such data set.</source>
            <translation>그런 데이터 세트가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_facts.py" />
            <source>There is nothing at this place.</source>
            <translation>이 위치에는 아무것도 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_facts.py" />
            <source>These targets are numbers: choose MSELoss.</source>
            <translation>목푯값이 수이므로 MSELoss를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>This is no number.</source>
            <translation>숫자가 아닙니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>This is no whole number.</source>
            <translation>정수가 아닙니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>Write the decimal sign as a point.</source>
            <translation>소수점은 점(.)으로 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/form_values.py" />
            <source>Write {n} numbers with a comma between them.</source>
            <translation>숫자 {n}개를 쉼표로 나누어 쓰세요.</translation>
        </message>
    </context>
    <context>
        <name>FormulaTold</name>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>A comma stands between the arguments of a function. A decimal point is a dot.</source>
            <translation>쉼표는 함수의 인수 사이에만 씁니다. 소수점은 점(.)으로 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>A formula may have {most} characters; this one has {many}.</source>
            <translation>식은 {most}자까지 쓸 수 있는데, 이 식은 {many}자입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>A formula may have {most} constants; this one has more.</source>
            <translation>식에는 상수를 {most}개까지 쓸 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>In {name}, “{argument}” must be a number: it cannot depend on {variable}.</source>
            <translation>{name}의 “{argument}” 자리에는 상수만 쓸 수 있습니다({variable}에 따라 달라질 수 없습니다).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>Numbers of a start on this surface: {wanted}, not {given}.</source>
            <translation>이 곡면의 시작점은 수 {wanted}개인데 {given}개가 주어졌습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>Something is missing before “{what}”.</source>
            <translation>“{what}” 앞에 빠진 것이 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>The constant “{name}” has no number.</source>
            <translation>상수 “{name}”의 값이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>The formula ends too early: something is missing after “{what}”.</source>
            <translation>식이 끝나지 않았습니다. “{what}” 뒤에 빠진 것이 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>The name “{what}” is too long.</source>
            <translation>이름이 너무 깁니다: “{what}”</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>The number {what} is too large.</source>
            <translation>수가 너무 큽니다: {what}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>The word “{what}” cannot be used in a formula.</source>
            <translation>식에서 쓸 수 없는 낱말입니다: “{what}”</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>There is no function “{name}”.</source>
            <translation>그런 함수는 없습니다: “{name}”</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>There is no function “{name}”. Did you mean {meant}?</source>
            <translation>그런 함수는 없습니다: “{name}”. 혹시 {meant}인가요?</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>This bracket closes nothing.</source>
            <translation>이 괄호에 맞는 여는 괄호가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>This bracket is not closed.</source>
            <translation>이 괄호가 닫히지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>This cannot be read as a formula.</source>
            <translation>식으로 읽을 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>This formula is nested too deeply.</source>
            <translation>식이 너무 깊이 중첩되었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>This is too much to calculate: choose a coarser grid or fewer points.</source>
            <translation>계산할 양이 너무 많습니다. 격자를 성기게 하거나 점의 수를 줄이세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>Write * between “{left}” and “{right}”.</source>
            <translation>“{left}”, “{right}” 사이에 *를 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>Write a formula, for example x**2 + sin(x).</source>
            <translation>식을 입력하세요. 예: x**2 + sin(x)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>Write abs(x) for |x|.</source>
            <translation>|x|는 abs(x)로 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>Write only what stands right of the =. To compare, write ==.</source>
            <translation>= 오른쪽에 있는 것만 쓰세요. 비교하려면 ==를 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} has no argument “{keyword}”: {usage}.</source>
            <translation>{name}: “{keyword}” 인수가 없습니다. 쓰는 법: {usage}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} has no setting “{option}”.</source>
            <translation>{name}: “{option}” 설정이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} is a function: write {name}({right}), with brackets.</source>
            <translation>{name}: 함수이므로 괄호를 붙여 {name}({right}) 꼴로 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} is given “{keyword}” twice: {usage}.</source>
            <translation>{name}: “{keyword}” 인수가 두 번 주어졌습니다. 쓰는 법: {usage}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} is not a function. To multiply, write {name} * (...).</source>
            <translation>{name}: 함수가 아닙니다. 곱하려면 {name} * (...)처럼 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} needs a number: {usage}.</source>
            <translation>{name}: 수가 필요합니다. 쓰는 법: {usage}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} needs {least} numbers: {usage}.</source>
            <translation>{name}: 수가 {least}개 필요합니다. 쓰는 법: {usage}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} takes at most {most} numbers: {usage}.</source>
            <translation>{name}: 수를 {most}개까지 받습니다. 쓰는 법: {usage}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{name} takes one number: {usage}.</source>
            <translation>{name}: 수 하나만 받습니다. 쓰는 법: {usage}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{what} must be a number.</source>
            <translation>{what} 값은 유한한 수여야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{what} must begin below its end.</source>
            <translation>{what} 범위는 시작이 끝보다 작아야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>{what} must lie between {least} and {most}.</source>
            <translation>{what} 값은 {least} 이상 {most} 이하여야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/formula_told.py" />
            <source>“{what}” has no meaning in a formula.</source>
            <translation>식에서 쓸 수 없는 문자입니다: “{what}”</translation>
        </message>
    </context>
    <context>
        <name>Functions</name>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>A formula of your own</source>
            <translation>직접 쓰는 수식</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>Activation functions</source>
            <translation>활성화 함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>Add a function: a ready one, or your own</source>
            <translation>함수를 추가합니다: 준비된 함수나 직접 쓴 함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>Add…</source>
            <translation>추가…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>Calculate the quotient in {dtype}</source>
            <translation>차분 몫을 {dtype}로 계산합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/scenes.py" />
            <source>Calculating…</source>
            <translation>계산하는 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>Choose a function in the list.</source>
            <translation>목록에서 함수를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/plots.py" />
            <source>Click, or drag the upright line, to choose x; arrow keys move it too (Shift: finer). Drag elsewhere to move the paper, turn the wheel to zoom, press 0 to see all.</source>
            <translation>클릭하거나 세로선을 끌어 x를 고릅니다. 화살표 키로도 움직입니다(Shift: 더 잘게). 다른 곳을 끌면 그림이 움직이고, 휠로 확대하며, 0을 누르면 전체가 보입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Copy the picture</source>
            <translation>그림 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>Derivative as a limit</source>
            <translation>극한으로 본 도함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Documents (*.pdf)</source>
            <translation>문서 (*.pdf)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/head.py" />
            <source>Draw the second derivatives as well</source>
            <translation>2계 도함수도 그립니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>Error for each h</source>
            <translation>h마다의 오차</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>Error of the quotient for each h, on logarithmic scales</source>
            <translation>h마다 차분 몫의 오차, 로그 눈금</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/row.py" />
            <source>Formula in x</source>
            <translation>x의 수식</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>Functions</source>
            <translation>함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/head.py" />
            <source>Limit</source>
            <translation>극한</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>List of functions</source>
            <translation>함수 목록</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>Normal densities (mean, standard deviation)</source>
            <translation>정규 분포 밀도 (평균, 표준 편차)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/page.py" />
            <source>Nothing can be calculated just now</source>
            <translation>지금은 계산할 수 없습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>Nothing is drawn. Add a function, or type one of your own.</source>
            <translation>그려진 것이 없습니다. 함수를 추가하거나 직접 써 보세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Numbers (CSV)…</source>
            <translation>숫자 (CSV)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>Others</source>
            <translation>그 밖의 함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/page.py" />
            <source>Panels</source>
            <translation>패널</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Picture (PNG)…</source>
            <translation>그림 (PNG)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Pictures (*.png)</source>
            <translation>그림 (*.png)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Pictures (*.svg)</source>
            <translation>그림 (*.svg)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/row.py" />
            <source>Remove this function</source>
            <translation>이 함수를 지웁니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Save</source>
            <translation>저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Save the plots</source>
            <translation>그래프 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Save the plots or their numbers</source>
            <translation>그래프나 그 숫자를 저장합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/head.py" />
            <source>Second derivatives</source>
            <translation>2계 도함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/head.py" />
            <source>Show all</source>
            <translation>모두 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/head.py" />
            <source>Show everything again (double click, or 0)</source>
            <translation>전체를 다시 보여 줍니다 (두 번 클릭 또는 0)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/row.py" />
            <source>Show or hide this function</source>
            <translation>이 함수를 보이거나 숨깁니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/constant_row.py" />
            <source>Slider of {name}</source>
            <translation>{name} 슬라이더</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Tables (*.csv)</source>
            <translation>표 (*.csv)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/head.py" />
            <source>The derivative as a limit, at x</source>
            <translation>x에서 극한으로 본 도함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/plots.py" />
            <source>The functions</source>
            <translation>함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/page.py" />
            <source>The plots were not saved</source>
            <translation>그래프를 저장하지 못했습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/head.py" />
            <source>The x that is read out</source>
            <translation>값을 읽는 x</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/plots.py" />
            <source>Their derivatives, by autograd</source>
            <translation>autograd로 구한 도함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/plots.py" />
            <source>Their second derivatives, by autograd</source>
            <translation>autograd로 구한 2계 도함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/table.py" />
            <source>Values at x</source>
            <translation>x에서의 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Vector picture (PDF)…</source>
            <translation>벡터 그림 (PDF)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/save_menu.py" />
            <source>Vector picture (SVG)…</source>
            <translation>벡터 그림 (SVG)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/constant_row.py" />
            <source>Where the slider of {name} begins</source>
            <translation>{name} 슬라이더의 시작 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/constant_row.py" />
            <source>Where the slider of {name} ends</source>
            <translation>{name} 슬라이더의 끝 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/row.py" />
            <source>a formula in x</source>
            <translation>x의 수식</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>by autograd</source>
            <translation>autograd로 계산</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>central</source>
            <translation>중심</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>error</source>
            <translation>오차</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>forward</source>
            <translation>전진</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>h, from 10⁻¹⁶ to 1</source>
            <translation>h, 10⁻¹⁶부터 1까지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/scenes.py" />
            <source>secant, slope {slope}</source>
            <translation>할선, 기울기 {slope}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/scenes.py" />
            <source>tangent, slope {slope}</source>
            <translation>접선, 기울기 {slope}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/limit_panel.py" />
            <source>{formula} at x = {x}</source>
            <translation>x = {x}에서 {formula}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/scenes.py" />
            <source>{formula} swings faster than it is drawn here: zoom in</source>
            <translation>{formula}: 여기 그려진 것보다 빠르게 진동합니다. 확대해 보세요</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>{most} functions at most: remove one (×) to add another.</source>
            <translation>함수는 {most}개까지 그릴 수 있습니다. 더 추가하려면 하나를 지우세요(×).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/list_panel.py" />
            <source>{most} functions at most: there is room for {room}, not for {wanted}. Remove some (×) first.</source>
            <translation>함수는 {most}개까지 그릴 수 있습니다. {wanted}개를 추가하기에는 자리가 모자랍니다(남은 자리 {room}개). 먼저 몇 개를 지우세요(×).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/out_of_view.py" />
            <source>↑ The chosen function is further up: Show all</source>
            <translation>↑ 선택한 함수는 더 위에 있음: 모두 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/functions/out_of_view.py" />
            <source>↓ The chosen function is further down: Show all</source>
            <translation>↓ 선택한 함수는 더 아래에 있음: 모두 보기</translation>
        </message>
    </context>
    <context>
        <name>Inside</name>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>A training step cannot be run by itself.</source>
            <translation>학습 스텝은 따로 실행할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>Its model, optimizer and batch are those of the training.</source>
            <translation>모델, 옵티마이저, 배치가 학습의 것이기 때문입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>Step {n} of the training, from inside.</source>
            <translation>학습의 {n}번째 스텝을 들여다본 것입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>The run has ended since.</source>
            <translation>그 뒤로 실행이 끝났습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>The run is over: this batch would come next. Nothing of it was changed.</source>
            <translation>실행은 끝났습니다. 이 배치가 다음에 올 차례였고, 바뀐 것은 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>The training has gone on since.</source>
            <translation>그 뒤로 학습이 계속되었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>The training has paused after it and goes on from the same state.</source>
            <translation>학습은 이 스텝 뒤에 멈췄으며, 계속하면 같은 상태에서 이어집니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/inside_flow.py" />
            <source>{run}, step {n}</source>
            <translation>{run}, 스텝 {n}</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>Check</source>
            <translation>검산</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/words.py" />
            <source>Copy</source>
            <translation>복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>Expected</source>
            <translation>나와야 하는 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>Facts</source>
            <translation>정보</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>Fold the lesson's words</source>
            <translation>강의 설명 접기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/jacobian.py" />
            <source>Fold the matrix</source>
            <translation>행렬 접기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/table.py" />
            <source>Gradient</source>
            <translation>기울기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>Lesson {id}</source>
            <translation>강의 {id}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>Local Jacobian</source>
            <translation>국소 야코비 행렬</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>Local derivative</source>
            <translation>국소 도함수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>Open on the Descent page</source>
            <translation>하강 페이지에서 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>Open on the Functions page</source>
            <translation>함수 페이지에서 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>Open on the Train page</source>
            <translation>학습 페이지에서 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>Questions</source>
            <translation>질문</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector.py" />
            <source>Run a program, then step through it.</source>
            <translation>프로그램을 실행한 뒤 한 스텝씩 따라가 보세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>Selected</source>
            <translation>선택한 것</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector.py" />
            <source>Selected — step {n}</source>
            <translation>선택한 것 — {n}번째 스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>Show the lesson's words</source>
            <translation>강의 설명 펼치기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/jacobian.py" />
            <source>Show the matrix</source>
            <translation>행렬 펼치기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector.py" />
            <source>Step</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector.py" />
            <source>Step {n} of {total}</source>
            <translation>스텝 {n} / {total}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>Tensor</source>
            <translation>텐서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>Value</source>
            <translation>값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>What the lesson comes to</source>
            <translation>강의가 이르는 결과</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>a copy</source>
            <translation>사본</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>as expected</source>
            <translation>맞음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>edited</source>
            <translation>수정됨</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>folded</source>
            <translation>접힘</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>here {value}</source>
            <translation>여기서는 {value}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>not as expected</source>
            <translation>다름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>prints</source>
            <translation>출력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>shown</source>
            <translation>펼침</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>the lesson's numbers; this program is changed</source>
            <translation>강의의 수이며, 이 프로그램은 바뀌었습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>{arrived} of {expected} arrived</source>
            <translation>{expected}개 중 {arrived}개 도착</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_figures.py" />
            <source>{some} of {all} as expected</source>
            <translation>{all}개 가운데 {some}개가 예상대로</translation>
        </message>
    </context>
    <context>
        <name>Lessons</name>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>A program of your own to change, run and save ({keys})</source>
            <translation>고치고 실행하고 저장할 수 있는 내 프로그램 ({keys})</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Bring the progress back</source>
            <translation>진도 되돌리기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Continue: {lesson}</source>
            <translation>이어서: {lesson}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Lessons</source>
            <translation>강의 목록</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>No lesson has all these words.</source>
            <translation>이 낱말이 모두 들어 있는 강의가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Open</source>
            <translation>열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Open a copy</source>
            <translation>사본 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Reset the progress</source>
            <translation>진도 초기화</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Search lessons</source>
            <translation>강의 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Search lessons: number, title, words, program</source>
            <translation>강의 찾기: 번호, 제목, 낱말, 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>seen</source>
            <translation>봄</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>{seen} of {count} seen</source>
            <translation>{count}개 중 {seen}개 봄</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>&amp;Edit</source>
            <translation>편집(&amp;E)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>&amp;File</source>
            <translation>파일(&amp;F)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>&amp;Help</source>
            <translation>도움말(&amp;H)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>&amp;Lessons</source>
            <translation>강의(&amp;L)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>&amp;Run</source>
            <translation>실행(&amp;R)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>&amp;View</source>
            <translation>보기(&amp;V)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>Arrange the graph</source>
            <translation>그래프 배치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>Device</source>
            <translation>장치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>Language</source>
            <translation>언어</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>Marks</source>
            <translation>표시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>Panels</source>
            <translation>패널</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>Recent</source>
            <translation>최근 파일</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>Theme</source>
            <translation>테마</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/menus.py" />
            <source>What is shown</source>
            <translation>보이는 것</translation>
        </message>
    </context>
    <context>
        <name>Model</name>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>0, 1, 2, …</source>
            <translation>0, 1, 2, …</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>1 byte</source>
            <translation>1바이트</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>1 number</source>
            <translation>수 1개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>1 tensor</source>
            <translation>텐서 1개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>A dimension of 0 leaves nothing to compute with.</source>
            <translation>크기가 0인 차원이 있으면 계산할 값이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/dialog.py" />
            <source>A program. What it does is run as a whole, and then its model.</source>
            <translation>프로그램입니다. 프로그램 전체를 실행한 다음 그 모델을 실행합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>A shape is whole numbers with commas, such as 2, 3.</source>
            <translation>모양은 2, 3처럼 쉼표로 나눈 정수로 적으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>All rows must be of the same length.</source>
            <translation>모든 행의 길이가 같아야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>An output is nothing, or such as [0], ["logits"] or .logits.</source>
            <translation>출력은 비워 두거나 [0], ["logits"], .logits처럼 적으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>Arguments of the class</source>
            <translation>클래스의 인자</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>Backward from</source>
            <translation>역전파의 출발점</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>Choose a program…</source>
            <translation>프로그램 고르기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>Copy these lines</source>
            <translation>이 코드 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>Example input</source>
            <translation>예시 입력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>How weights are loaded</source>
            <translation>가중치를 불러오는 방법</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>Its inputs are not all tensors, one after the other: it is shown only.</source>
            <translation>입력이 차례로 놓인 텐서만이 아니어서 내용만 보여 줍니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>Model</source>
            <translation>모델</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>Model of the program</source>
            <translation>프로그램의 모델</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/model_flow.py" />
            <source>Models and programs ({kinds})</source>
            <translation>모델과 프로그램 ({kinds})</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/tree.py" />
            <source>Module and tensor</source>
            <translation>모듈과 텐서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/tree.py" />
            <source>Norm</source>
            <translation>노름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/goal.py" />
            <source>Nothing where the model returns one tensor; else such as [0].</source>
            <translation>모델이 텐서 하나를 돌려주면 비워 두고, 아니면 [0]처럼 적으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/tree.py" />
            <source>Numbers</source>
            <translation>수의 개수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>Numbers of {name}</source>
            <translation>{name}에 넣을 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>Numbers of {name} are below</source>
            <translation>{name}의 수는 이 값보다 작습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/model_flow.py" />
            <source>Open a model</source>
            <translation>모델 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/dialog.py" />
            <source>Open the program only</source>
            <translation>프로그램만 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/goal.py" />
            <source>Place of the element, or the class</source>
            <translation>원소의 위치 또는 클래스</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/dialog.py" />
            <source>Program</source>
            <translation>프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/dialog.py" />
            <source>Run it</source>
            <translation>실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>Shape</source>
            <translation>모양</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>Shape of {name}</source>
            <translation>{name}의 모양</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/dialog.py" />
            <source>Tensors</source>
            <translation>텐서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/tree.py" />
            <source>Tensors of the file</source>
            <translation>파일의 텐서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>The exported program wants {detail}.</source>
            <translation>내보낸 프로그램이 받는 모양은 {detail}입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>The file holds the model's graph and its weights.</source>
            <translation>파일에 모델의 그래프와 가중치가 들어 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>The file holds weights only. To run them, choose the program that defines their model; nothing of it runs before you say so.</source>
            <translation>파일에는 가중치만 들어 있습니다. 실행하려면 그 모델을 정의하는 프로그램을 고르세요. 실행을 누르기 전에는 아무것도 실행되지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>The numbers must be below something greater than 0.</source>
            <translation>상한은 0보다 커야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/model_flow.py" />
            <source>The program that defines the model</source>
            <translation>모델을 정의하는 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/preview.py" />
            <source>The program that will be run</source>
            <translation>실행할 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>To convert it in Python:</source>
            <translation>파이썬에서 이렇게 변환하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>Values of {name}</source>
            <translation>{name}의 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/goal.py" />
            <source>Which output</source>
            <translation>어느 출력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>Write arguments as in a call, such as 4, hidden=8.</source>
            <translation>인자는 4, hidden=8처럼 호출할 때와 같이 적으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>Write numbers in brackets, such as [[1, 2], [3, 4]].</source>
            <translation>[[1, 2], [3, 4]]처럼 수를 대괄호로 묶어 적으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>Write whole numbers with commas, such as 0, 3.</source>
            <translation>0, 3처럼 쉼표로 나눈 정수로 적으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>a new {name}</source>
            <translation>새로 만든 {name}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>as in use: model.eval(), without dropout</source>
            <translation>평가 모드: model.eval(), 드롭아웃 없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>cross-entropy with the class</source>
            <translation>정답 클래스와의 교차 엔트로피</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>dtype</source>
            <translation>dtype</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>dtype of {name}</source>
            <translation>{name}의 dtype</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>from {name}</source>
            <translation>{name}에서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>its gradient as well (requires_grad)</source>
            <translation>입력의 기울기도 구하기 (requires_grad)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>nothing: forward only</source>
            <translation>없음: 순전파만</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/goal.py" />
            <source>of the output y</source>
            <translation>출력 y 가운데</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>one element, at</source>
            <translation>원소 하나, 위치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/input.py" />
            <source>one number</source>
            <translation>수 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>ones</source>
            <translation>1로 채움</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>program exported by torch.export</source>
            <translation>torch.export로 내보낸 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>random numbers (normal, seed 0)</source>
            <translation>난수 (정규 분포, 시드 0)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>safetensors</source>
            <translation>safetensors</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>state_dict, read with weights_only=True</source>
            <translation>state_dict, weights_only=True로 읽음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>strictly: all names and shapes must agree</source>
            <translation>엄격하게: 이름과 모양이 모두 맞아야 함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>the mean of the output</source>
            <translation>출력의 평균</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>the sum of the output</source>
            <translation>출력의 합</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/goal.py" />
            <source>the tensor itself</source>
            <translation>텐서 자체</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>these values</source>
            <translation>직접 적은 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>what fits, and print what does not</source>
            <translation>맞는 것만 불러오고 나머지는 출력하기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>whole numbers below</source>
            <translation>정수 난수, 상한</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>zeros</source>
            <translation>0으로 채움</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{detail} cannot be this; choose float32.</source>
            <translation>{detail}(으)로는 할 수 없습니다. float32를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{detail} dimensions are more than 8.</source>
            <translation>차원이 {detail}개로, 최대인 8개보다 많습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{detail} holds no whole numbers; choose int64.</source>
            <translation>{detail}에는 정수를 담지 않습니다. int64를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{detail} is more than an example needs: at most 10,000,000.</source>
            <translation>{detail}개는 예시로 너무 많습니다. 10,000,000개까지 됩니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} defines no nn.Module that could be run: {detail}.</source>
            <translation>{name}에는 실행할 수 있는 nn.Module이 없습니다: {detail}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} has a compressed part ({detail}). PyTorch writes none, and how large it becomes cannot be known, so the file is not opened.</source>
            <translation>{name}에 압축된 부분이 있습니다({detail}). PyTorch는 압축하지 않으며, 풀었을 때의 크기를 알 수 없어 열지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} holds no tensors by name.</source>
            <translation>{name}에는 이름이 붙은 텐서가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} holds pickled Python objects ({detail}) beside its tensors. Reading them could run any program that their author put inside, so the file is not opened.</source>
            <translation>{name}에는 텐서 말고도 pickle로 저장된 파이썬 객체가 있습니다({detail}). 이것을 읽으면 만든 사람이 넣어 둔 프로그램이 실행될 수 있어 열지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} holds pickled Python objects ({detail}), not only tensors. Reading them could run any program that their author put inside, so the file is not opened.</source>
            <translation>{name}에는 텐서만이 아니라 pickle로 저장된 파이썬 객체가 들어 있습니다({detail}). 이것을 읽으면 만든 사람이 넣어 둔 프로그램이 실행될 수 있어 열지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} is a TorchScript program. It is compiled code with pickled objects, of which no graph with gradients can be shown step by step, so the file is not opened.</source>
            <translation>{name}은(는) TorchScript 프로그램입니다. 컴파일된 코드와 pickle 객체로 되어 있어 기울기 그래프를 스텝마다 보여 줄 수 없으므로 열지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} is a pickle ({detail}). Reading one can run any program that its author put inside, so the file is not opened.</source>
            <translation>{name}은(는) pickle 파일입니다({detail}). pickle을 읽으면 만든 사람이 넣어 둔 프로그램이 실행될 수 있어 열지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} is an exported program with a part that is not known to be harmless ({detail}), so the file is not opened.</source>
            <translation>{name}은(는) 내보낸 프로그램인데, 해롭지 않다고 확인할 수 없는 부분이 있어 열지 않았습니다({detail}).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} is an exported program with a pickled part ({detail}). Reading it could run any program that its author put inside, so the file is not opened.</source>
            <translation>{name}은(는) 내보낸 프로그램인데, pickle로 저장된 부분이 있습니다({detail}). 이것을 읽으면 만든 사람이 넣어 둔 프로그램이 실행될 수 있어 열지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} is cut short or damaged: {detail}.</source>
            <translation>{name}은(는) 잘렸거나 손상되었습니다: {detail}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} is not a Python program: {detail}.</source>
            <translation>{name}은(는) 파이썬 프로그램이 아닙니다: {detail}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} is of another kind than what is read here: {detail}.</source>
            <translation>{name}은(는) 여기서 읽는 종류의 파일이 아닙니다: {detail}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/form.py" />
            <source>{name} wants arguments: {missing}.</source>
            <translation>{name}에는 인자가 필요합니다: {missing}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{name} was exported in a form that this version does not read ({detail}).</source>
            <translation>{name}은(는) 이 버전에서 읽지 않는 형식으로 내보낸 파일입니다({detail}).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/tree.py" />
            <source>{name}: its numbers are not shown here.</source>
            <translation>{name}: 값은 여기에 보여 주지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{n} bytes</source>
            <translation>{n}바이트</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{n} numbers</source>
            <translation>수 {n}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/models/words.py" />
            <source>{n} tensors</source>
            <translation>텐서 {n}개</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <location filename="../../graphviewer/gui/notice.py" />
            <source>Back to the training</source>
            <translation>학습으로 돌아가기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/notice.py" />
            <source>Dismiss</source>
            <translation>닫기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/notice.py" />
            <source>Go to the line</source>
            <translation>그 줄로 가기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/notice.py" />
            <source>Look inside</source>
            <translation>들여다보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/notice.py" />
            <source>Resume</source>
            <translation>이어서 학습</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/notice.py" />
            <source>Run again</source>
            <translation>다시 실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/notice.py" />
            <source>Try again</source>
            <translation>다시 시도</translation>
        </message>
    </context>
    <context>
        <name>Output</name>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>1 more line later</source>
            <translation>이후 1줄 더 출력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>How the program ended</source>
            <translation>프로그램이 끝난 경위</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>Nothing printed yet</source>
            <translation>아직 출력이 없습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>Nothing was printed</source>
            <translation>출력된 내용이 없습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>Output</source>
            <translation>출력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>Recording stopped at its limit.</source>
            <translation>기록이 한도에 이르러 멈췄습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>Stopped. What was recorded is kept.</source>
            <translation>중지했습니다. 기록된 부분은 남아 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>The program's process ended unexpectedly.</source>
            <translation>프로그램의 프로세스가 예기치 않게 끝났습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>line {line}</source>
            <translation>{line}번째 줄</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/output.py" />
            <source>{n} more lines later</source>
            <translation>이후 {n}줄 더 출력</translation>
        </message>
    </context>
    <context>
        <name>Paths</name>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>A hook changed a gradient on the way.</source>
            <translation>도중에 훅이 기울기를 바꾸었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>A tensor on the way was changed in place.</source>
            <translation>도중의 텐서가 제자리에서 바뀌었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>Gradient also comes through an operation that is drawn whole: its paths are not told.</source>
            <translation>통째로 그려진 연산을 지나는 기울기도 있어, 그 경로는 보이지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>Its gradient has not arrived yet.</source>
            <translation>기울기가 아직 도착하지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/scalar_paths.py" />
            <source>Local derivatives: PyTorch's own, recorded.</source>
            <translation>국소 도함수: PyTorch가 계산해 기록된 값입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/scalar_paths.py" />
            <source>Local derivatives: by the rules, on recorded numbers.</source>
            <translation>국소 도함수: 기록된 수에 규칙을 적용한 값입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/scalar_paths.py" />
            <source>No gradient is wanted for it.</source>
            <translation>기울기를 구하지 않는 값입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>No path leads from here to the loss.</source>
            <translation>여기서 손실로 가는 경로가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>Not every local derivative on the paths is known.</source>
            <translation>경로에 있는 국소 도함수를 모두 알 수는 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/scalar_paths.py" />
            <source>Paths to the loss</source>
            <translation>손실까지의 경로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>Why they differ is not known.</source>
            <translation>다른 까닭은 알 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/scalar_paths.py" />
            <source>and {count} more</source>
            <translation>외 {count}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/scalar_paths.py" />
            <source>path {n}</source>
            <translation>경로 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>sum {total}</source>
            <translation>합 {total}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/path_words.py" />
            <source>sum {total} {sign} grad {gradient}</source>
            <translation>합 {total} {sign} grad {gradient}</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>There is no file {path}.</source>
            <translation>{path} 파일이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>needs a Mac with Apple silicon</source>
            <translation>Apple 실리콘을 쓰는 Mac이 필요합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>needs macOS 12.3 or newer on Apple silicon</source>
            <translation>Apple 실리콘과 macOS 12.3 이상이 필요합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>no NVIDIA GPU with a working driver was found</source>
            <translation>작동하는 드라이버를 갖춘 NVIDIA GPU가 없습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>this PyTorch was built without CUDA</source>
            <translation>이 PyTorch는 CUDA 없이 빌드되었습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} cannot be read: {reason}.</source>
            <translation>{path}을(를) 읽을 수 없습니다: {reason}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} cannot be written: {reason}. Nothing was changed.</source>
            <translation>{path}에 쓸 수 없습니다: {reason}. 바뀐 것은 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} holds no arrangement of a graph. It was put aside as {path}.broken.</source>
            <translation>{path}에는 그래프 배치가 들어 있지 않습니다. {path}.broken으로 옮겨 두었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is a folder, not a file.</source>
            <translation>{path}은(는) 파일이 아니라 폴더입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is a tape of format {version}, which is newer than this graphviewer. Update graphviewer to open it.</source>
            <translation>{path}은(는) 형식 {version}의 테이프로, 지금의 graphviewer보다 새 형식입니다. graphviewer를 업데이트한 뒤 여세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is damaged: it has {size} bytes where it says {expected}. Copy or record it again.</source>
            <translation>{path}이(가) 손상되었습니다: 크기가 {expected}바이트여야 하는데 {size}바이트입니다. 다시 복사하거나 기록하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is damaged: {what}. Copy or record it again.</source>
            <translation>{path}이(가) 손상되었습니다: {what}. 다시 복사하거나 기록하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is left as it is: what is arranged takes {size} bytes, and no more than {limit} are kept.</source>
            <translation>{path} 파일은 그대로 둡니다. 배치한 내용이 {size}바이트인데, {limit}바이트까지만 저장됩니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is not UTF-8 text: byte {byte} in line {line}, column {column} (byte {offset} of the file). Save it as UTF-8 and open it again.</source>
            <translation>{path}은(는) UTF-8 텍스트가 아닙니다: {line}행 {column}열에 바이트 {byte}이(가) 있습니다(파일의 {offset}번째 바이트). UTF-8로 저장한 뒤 다시 여세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is not a Python program: line {line} holds a NUL byte.</source>
            <translation>{path}은(는) Python 프로그램이 아닙니다: {line}행에 NUL 바이트가 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is not a tape: it does not begin as one.</source>
            <translation>{path}은(는) 테이프가 아닙니다: 시작 부분이 테이프의 것이 아닙니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} is {size} bytes; files of more than {limit} bytes are not opened.</source>
            <translation>{path}의 크기는 {size}바이트입니다. {limit}바이트를 넘는 파일은 열지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/problems.py" />
            <source>{path} was written by a newer graphviewer. It is left as it is, and what is arranged now is not kept.</source>
            <translation>{path}은(는) 더 새로운 graphviewer가 쓴 파일입니다. 파일은 그대로 두며, 지금 배치하는 것은 저장되지 않습니다.</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>diverged</source>
            <translation>발산함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>epoch {n} of {all}</source>
            <translation>에폭 {n}/{all}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>failed</source>
            <translation>실패함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>finished</source>
            <translation>끝남</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>out of memory</source>
            <translation>메모리 부족</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>paused</source>
            <translation>일시 정지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>starting…</source>
            <translation>시작 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>step {n} of {all}</source>
            <translation>스텝 {n}/{all}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>stopped</source>
            <translation>멈춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>validating…</source>
            <translation>검증 중…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>{how} after {n} of {all} steps</source>
            <translation>{how} · {all} 스텝 중 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>{n} examples/s</source>
            <translation>초당 예시 {n}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>{n} images/s</source>
            <translation>초당 이미지 {n}장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/progress.py" />
            <source>{time} left</source>
            <translation>{time} 남음</translation>
        </message>
    </context>
    <context>
        <name>Recall</name>
        <message>
            <location filename="../../graphviewer/gui/recall.py" />
            <source>The file lies in {folder} and was put aside if it could be.</source>
            <translation>설정 파일은 {folder}에 있으며, 가능하면 따로 옮겨 두었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/recall.py" />
            <source>The settings cannot be kept.</source>
            <translation>설정을 저장할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/recall.py" />
            <source>The settings could not be understood; the window starts as new.</source>
            <translation>설정을 읽을 수 없어 처음 상태로 시작합니다.</translation>
        </message>
    </context>
    <context>
        <name>Runner</name>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>Leaves have their values, and saved tensors theirs where they can be read. gv.record() keeps everything.</source>
            <translation>리프 텐서의 값과 읽을 수 있는 저장된 텐서의 값은 있습니다. gv.record()로 기록하면 모두 남습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>Recording ended at a limit. The steps so far can be walked through.</source>
            <translation>기록이 한도에 이르러 끝났습니다. 여기까지의 스텝은 따라가 볼 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>Stopped. The steps recorded so far can be walked through.</source>
            <translation>중지했습니다. 여기까지 기록된 스텝은 따라가 볼 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>The program could not be run.</source>
            <translation>프로그램을 실행할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>The program failed.</source>
            <translation>프로그램이 오류로 끝났습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>The program's process ended unexpectedly. The window is unharmed.</source>
            <translation>프로그램의 프로세스가 예기치 않게 끝났습니다. 이 창은 그대로 쓸 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>This graph was built outside a recording: the values on the way are missing.</source>
            <translation>기록 밖에서 만들어진 그래프라서 중간 값이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>not available here</source>
            <translation>이 컴퓨터에서는 쓸 수 없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/runner.py" />
            <source>{type} in line {line}</source>
            <translation>{line}번째 줄: {type}</translation>
        </message>
    </context>
    <context>
        <name>Runs</name>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>1 run.</source>
            <translation>실행 한 개입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>A run that lies elsewhere; it is followed while it goes on</source>
            <translation>다른 곳에 있는 실행. 진행되는 동안 따라갑니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_dialog.py" />
            <source>A training run is listed here once it has begun.</source>
            <translation>학습을 시작하면 여기에 나열됩니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_ask.py" />
            <source>Archives (*.zip)</source>
            <translation>압축 파일 (*.zip)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Best accuracy</source>
            <translation>최고 정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Bring back what was deleted last</source>
            <translation>마지막으로 지운 것을 되살립니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Delete</source>
            <translation>삭제</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Delete the run (Del)</source>
            <translation>실행을 삭제합니다 (Del)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Epochs</source>
            <translation>에폭</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_ask.py" />
            <source>Export the run</source>
            <translation>실행 내보내기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_dialog.py" />
            <source>Exported to {name}.</source>
            <translation>{name}(으)로 내보냈습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Export…</source>
            <translation>내보내기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>First setting</source>
            <translation>첫째 설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Go on from the last checkpoint</source>
            <translation>마지막 체크포인트에서 이어 갑니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>Mark two or more runs to see them beside each other.</source>
            <translation>둘 이상의 실행에 표시하면 나란히 볼 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/rename_dialog.py" />
            <source>Name of the run</source>
            <translation>실행 이름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_ask.py" />
            <source>Open the folder of a run</source>
            <translation>실행 폴더 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Other folder…</source>
            <translation>다른 폴더…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>Outcome by setting</source>
            <translation>설정별 결과</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Put the whole run into a zip file</source>
            <translation>실행 전체를 zip 파일로 만듭니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/rename_dialog.py" />
            <source>Rename the run</source>
            <translation>실행 이름 바꾸기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Rename…</source>
            <translation>이름 바꾸기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Resume</source>
            <translation>이어서 학습</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Run</source>
            <translation>실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>Runs compared</source>
            <translation>비교한 실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>Second setting</source>
            <translation>둘째 설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>Setting</source>
            <translation>설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Show</source>
            <translation>보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Show the run's charts</source>
            <translation>실행의 차트를 봅니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>Start the sweep</source>
            <translation>스윕 시작</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>State</source>
            <translation>상태</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>Stop ends the sweep.</source>
            <translation>정지하면 스윕이 끝납니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>Stop the run under way first.</source>
            <translation>먼저 진행 중인 실행을 정지하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>Sweep over settings</source>
            <translation>설정 스윕</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>Sweep: run {at} of {all}</source>
            <translation>스윕: 실행 {at}/{all}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>The page shows one run at a time.</source>
            <translation>이 페이지는 한 번에 하나의 실행을 보여 줍니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>The run cannot be shown.</source>
            <translation>실행을 볼 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>The sweep was stopped in run {at} of {all}.</source>
            <translation>실행 {at}/{all}에서 스윕을 정지했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Time</source>
            <translation>시간</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>Training accuracy</source>
            <translation>학습 정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>Training loss, smoothed</source>
            <translation>학습 손실, 평활</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_dialog.py" />
            <source>Training runs</source>
            <translation>학습 실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>Trains once for each value, everything else as it is set. Separate values by commas.</source>
            <translation>값마다 한 번씩 학습합니다. 나머지는 설정한 그대로입니다. 값은 쉼표로 나눕니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>Undo</source>
            <translation>삭제 되돌리기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>Validation accuracy</source>
            <translation>검증 정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>Validation loss</source>
            <translation>검증 손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>Values of {name}</source>
            <translation>{name}의 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>What differs</source>
            <translation>다른 점</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>What is charted</source>
            <translation>차트에 그릴 것</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>What was trained can be compared in All runs.</source>
            <translation>학습한 것은 ‘모든 학습’에서 비교할 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>and (if wanted)</source>
            <translation>그리고 (원하면)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>best validation accuracy</source>
            <translation>최고 검증 정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>cannot be read</source>
            <translation>읽을 수 없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>diverged</source>
            <translation>발산함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>epochs</source>
            <translation>에폭</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>failed</source>
            <translation>실패</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>finished</source>
            <translation>완료</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>interrupted</source>
            <translation>중단됨</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>least validation loss</source>
            <translation>최저 검증 손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_list.py" />
            <source>loss {value}</source>
            <translation>손실 {value}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_compare.py" />
            <source>no number differs</source>
            <translation>다른 숫자 설정이 없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_list.py" />
            <source>now</source>
            <translation>진행 중</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>out of memory</source>
            <translation>메모리 부족</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>paused</source>
            <translation>일시 정지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>running</source>
            <translation>진행 중</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>starting</source>
            <translation>시작하는 중</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_words.py" />
            <source>stopped</source>
            <translation>멈춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_dialog.py" />
            <source>{name} is back.</source>
            <translation>{name}이(가) 되살아났습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/runs_dialog.py" />
            <source>{name} was deleted. Undo brings it back.</source>
            <translation>{name}을(를) 삭제했습니다. 실행 취소로 되살립니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/runs_flow.py" />
            <source>{n} of {all} runs of the sweep did not begin.</source>
            <translation>스윕의 실행 {all}개 중 {n}개가 시작되지 못했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/sweep_dialog.py" />
            <source>{n} runs, one after the other.</source>
            <translation>실행 {n}개를 차례로 합니다.</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>A file of weights to begin with; empty: random ones</source>
            <translation>처음에 쓸 가중치 파일. 비워 두면 무작위 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>A model with all its settings to begin with</source>
            <translation>설정이 모두 갖춰진 시작 모델</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Added noise</source>
            <translation>더할 잡음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Added to a divisor so that it is never 0</source>
            <translation>나누는 수가 0이 되지 않도록 더하는 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>All runs…</source>
            <translation>모든 학습…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Alpha</source>
            <translation>알파</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Another number makes another data set of the same kind</source>
            <translation>수를 바꾸면 같은 종류의 다른 데이터 세트가 됩니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Augment</source>
            <translation>증강</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Batch size</source>
            <translation>배치 크기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Betas</source>
            <translation>베타</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Clip at</source>
            <translation>기울기 제한</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Data</source>
            <translation>데이터</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Data seed</source>
            <translation>데이터 시드</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Data set</source>
            <translation>데이터 세트</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Decides the first weights and the order of examples</source>
            <translation>처음 가중치와 예시의 순서를 정합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Drop last</source>
            <translation>끝 배치 제외</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Epochs</source>
            <translation>에폭</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Epochs until the learning rate falls once more</source>
            <translation>학습률이 다시 낮아지기까지의 에폭 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Epsilon</source>
            <translation>엡실론</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Examples in one training step</source>
            <translation>학습 스텝 하나에 쓰는 예시 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Factor</source>
            <translation>배율</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Falls every</source>
            <translation>낮추는 간격</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Flip left-right</source>
            <translation>좌우 뒤집기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Flip up-down</source>
            <translation>상하 뒤집기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Greatest norm of all gradients together; 0: no clipping</source>
            <translation>모든 기울기를 합친 노름의 최댓값. 0이면 제한하지 않음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>How far a step goes (lr)</source>
            <translation>한 스텝에 나아가는 정도 (lr)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>How often all training examples are seen</source>
            <translation>모든 학습 예시를 보는 횟수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>How slowly Adam's two averages forget</source>
            <translation>Adam의 두 평균이 지난 값을 잊는 정도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>How slowly RMSprop's average of squares forgets</source>
            <translation>RMSprop의 제곱 평균이 지난 값을 잊는 정도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>How the examples of an epoch are drawn</source>
            <translation>에폭에서 예시를 뽑는 방법</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>How the learning rate changes while training</source>
            <translation>학습하는 동안 학습률이 바뀌는 방법</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>L2 penalty</source>
            <translation>L2 벌점</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Layers and program…</source>
            <translation>층과 프로그램…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Learning rate</source>
            <translation>학습률</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Leave out the last batch of an epoch if it is not full</source>
            <translation>에폭의 마지막 배치가 다 차지 않으면 뺍니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Look at the data…</source>
            <translation>데이터 살펴보기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Loss</source>
            <translation>손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Model</source>
            <translation>모델</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Momentum</source>
            <translation>모멘텀</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Name</source>
            <translation>이름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Nesterov</source>
            <translation>네스테로프</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Nesterov's momentum: looks ahead by one step</source>
            <translation>한 스텝 앞을 내다보는 네스테로프 모멘텀</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Noise</source>
            <translation>잡음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Optimisation</source>
            <translation>최적화</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Optimizer</source>
            <translation>옵티마이저</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Order</source>
            <translation>순서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>Own layers</source>
            <translation>직접 만든 층</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>Own program</source>
            <translation>직접 쓴 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_model.py" />
            <source>Parameters</source>
            <translation>매개변수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Pixels of the square an image is resized to; 0: as it is</source>
            <translation>이미지를 바꿀 정사각형의 픽셀 수. 0이면 그대로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Pixels that an image is moved at most, each way</source>
            <translation>이미지를 방향마다 옮기는 최대 픽셀 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Place</source>
            <translation>위치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Preset</source>
            <translation>프리셋</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Probability that an image is mirrored, 0 to 1</source>
            <translation>이미지를 좌우로 뒤집을 확률, 0에서 1까지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Probability that an image is turned upside down, 0 to 1</source>
            <translation>이미지를 위아래로 뒤집을 확률, 0에서 1까지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Pulls every parameter towards 0 at each step</source>
            <translation>스텝마다 모든 매개변수를 0 쪽으로 당깁니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>PyTorch's threads on the CPU; 0: as many as it takes</source>
            <translation>CPU에서 PyTorch가 쓰는 스레드 수. 0이면 알아서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Reduction</source>
            <translation>합치는 방법</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Resize to</source>
            <translation>크기 바꾸기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Runs</source>
            <translation>학습 기록</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Schedule</source>
            <translation>학습률 일정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Seed</source>
            <translation>시드</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Settings of the training run</source>
            <translation>학습 설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Share of the last step that is kept, 0 to 1</source>
            <translation>지난 스텝을 남기는 비율, 0에서 1까지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Shift</source>
            <translation>이동</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>So many training examples at most; 0: all</source>
            <translation>학습 예시의 최대 수. 0이면 모두</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>So many validation examples at most; 0: all</source>
            <translation>검증 예시의 최대 수. 0이면 모두</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Standard deviation of the noise in the data set itself</source>
            <translation>데이터 세트 자체에 든 잡음의 표준 편차</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Standard deviation, where black is 0 and white is 1</source>
            <translation>검정을 0, 흰색을 1로 볼 때의 표준 편차</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Steps until the full learning rate is reached</source>
            <translation>학습률이 다 오를 때까지의 스텝 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>Sweep…</source>
            <translation>여러 설정 비교 학습…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>The folder or file of the data; empty: wherever it is found</source>
            <translation>데이터의 폴더나 파일. 비워 두면 있는 곳을 찾습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>The rule that changes the parameters</source>
            <translation>매개변수를 바꾸는 규칙</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>This times half the squared weights is added to the loss</source>
            <translation>이 값과 가중치 제곱의 절반을 곱해 손실에 더합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Threads</source>
            <translation>스레드</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Train on</source>
            <translation>학습 예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Validate on</source>
            <translation>검증 예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Warm-up</source>
            <translation>준비 구간</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Weight decay</source>
            <translation>가중치 감쇠</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Weights</source>
            <translation>가중치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>What the learning rate is multiplied by when it falls</source>
            <translation>학습률이 낮아질 때 곱하는 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>What the next training run is called</source>
            <translation>다음 학습의 이름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>What training makes small</source>
            <translation>학습으로 줄이는 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Whether a batch's losses are averaged or added up</source>
            <translation>배치의 손실을 평균 낼지 더할지 정합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Which examples the model learns from</source>
            <translation>모델이 배우는 예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>With PyTorch's layers, or with matrices from scratch</source>
            <translation>PyTorch의 층으로, 또는 행렬부터 직접</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_rows.py" />
            <source>Written</source>
            <translation>작성 방식</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>balanced classes</source>
            <translation>클래스 고르게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>constant</source>
            <translation>일정하게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>cosine</source>
            <translation>코사인</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_model.py" />
            <source>counted at the start</source>
            <translation>시작할 때 셉니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>exponential</source>
            <translation>지수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>from scratch</source>
            <translation>행렬부터 직접</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>in order</source>
            <translation>순서대로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>in steps</source>
            <translation>계단식</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>linear warm-up</source>
            <translation>선형 준비</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>mean</source>
            <translation>평균</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>none</source>
            <translation>없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>one cycle</source>
            <translation>한 주기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>shuffled</source>
            <translation>섞어서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>sum</source>
            <translation>합</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>with layers</source>
            <translation>층으로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings_choices.py" />
            <source>with replacement</source>
            <translation>복원 추출</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/settings.py" />
            <source>{n} of {all}</source>
            <translation>{all}개 중 {n}개</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>1 iteration not kept</source>
            <translation>반복 1회 보관 안 함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>1 step</source>
            <translation>1스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_loop.py" />
            <source>Chart the loop's scalar variables (Ctrl+Shift+W)</source>
            <translation>반복문의 스칼라 변수를 그래프로 보기 (Ctrl+Shift+W)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>Double click: show the whole tape</source>
            <translation>두 번 클릭: 테이프 전체 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>Double click: show this iteration only</source>
            <translation>두 번 클릭: 이 반복만 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>Iteration {n} ran here and was not kept; its scalars can be charted.</source>
            <translation>여기서 실행된 반복 {n}은(는) 보관되지 않았습니다. 스칼라 값은 그래프로 볼 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>Iterations {first} to {last} ran here and were not kept; their scalars can be charted.</source>
            <translation>여기서 실행된 반복 {first}~{last}은(는) 보관되지 않았습니다. 스칼라 값은 그래프로 볼 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_loop.py" />
            <source>Same place in the iteration before (Shift+←)</source>
            <translation>이전 반복의 같은 위치 (Shift+←)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_loop.py" />
            <source>Same place in the next iteration (Shift+→)</source>
            <translation>다음 반복의 같은 위치 (Shift+→)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>Step {n} of {total}</source>
            <translation>스텝 {n} / {total}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline.py" />
            <source>Timeline</source>
            <translation>타임라인</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_loop.py" />
            <source>Watch</source>
            <translation>값 추적</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline.py" />
            <source>`--step {index}` on the command line</source>
            <translation>명령줄에서는 `--step {index}`</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>after iteration {n}</source>
            <translation>반복 {n} 이후</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>backward</source>
            <translation>역전파</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>before the first iteration</source>
            <translation>첫 반복 이전</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>error</source>
            <translation>오류</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>forward</source>
            <translation>순전파</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>iteration {n}</source>
            <translation>반복 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>iteration {n} of {total}</source>
            <translation>반복 {n} / {total}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>line {n}</source>
            <translation>{n}번째 줄</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>next kept: iteration {n}</source>
            <translation>다음 보관 반복: {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>not kept</source>
            <translation>보관 안 함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>print</source>
            <translation>출력</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>update</source>
            <translation>갱신</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>{n} iterations not kept</source>
            <translation>반복 {n}회 보관 안 함</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/timeline_words.py" />
            <source>{n} steps</source>
            <translation>{n}스텝</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Choose a lesson (Ctrl+L)</source>
            <translation>강의 고르기 (Ctrl+L)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Device: {name}</source>
            <translation>장치: {name}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Functions and their derivatives (Ctrl+Shift+3)</source>
            <translation>함수와 도함수 (Ctrl+Shift+3)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Lessons</source>
            <translation>강의</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Open a program or a tape (Ctrl+O)</source>
            <translation>프로그램이나 테이프 열기 (Ctrl+O)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Open the config of a run (Ctrl+O)</source>
            <translation>학습 실행의 설정을 엽니다 (Ctrl+O)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Open…</source>
            <translation>열기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Run</source>
            <translation>실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Run the program (Ctrl+Enter)</source>
            <translation>프로그램 실행 (Ctrl+Enter)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Step through a program (Ctrl+Shift+1)</source>
            <translation>프로그램을 한 스텝씩 따라가기 (Ctrl+Shift+1)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Stop</source>
            <translation>중지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Stop the program (Esc)</source>
            <translation>프로그램 중지 (Esc)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Train a model (Ctrl+Shift+2)</source>
            <translation>모델 학습하기 (Ctrl+Shift+2)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Watch optimizers descend (Ctrl+Shift+4)</source>
            <translation>옵티마이저가 내려가는 모습 (Ctrl+Shift+4)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/topbar.py" />
            <source>Where programs are run and models trained from now on</source>
            <translation>이제부터 프로그램을 실행하고 모델을 학습할 장치</translation>
        </message>
    </context>
    <context>
        <name>Train</name>
        <message>
            <location filename="../../graphviewer/gui/pages/train.py" />
            <source>Charts</source>
            <translation>차트</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/train.py" />
            <source>Panels</source>
            <translation>패널</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/train.py" />
            <source>Pictures</source>
            <translation>그림</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/train.py" />
            <source>Settings</source>
            <translation>설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/pages/train.py" />
            <source>Train</source>
            <translation>학습</translation>
        </message>
    </context>
    <context>
        <name>TrainBrowser</name>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source> of {n}</source>
            <translation>/{n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>1 example</source>
            <translation>예시 1개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>1 example drawn</source>
            <translation>예시 1개를 뽑았음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>A batch</source>
            <translation>배치 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>A model that always says “{name}” (no class of the training set is more frequent) has {share} of the validation set right. A useful one has to be better.</source>
            <translation>늘 “{name}”(학습 세트에서 이보다 많은 클래스는 없습니다)만 답하는 모델도 검증 세트의 {share}를 맞힙니다. 쓸모 있는 모델은 이보다 나아야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>All classes</source>
            <translation>모든 클래스</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>Augmentation</source>
            <translation>증강</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>Balanced: each draw takes every class with the same probability; some examples come more than once, others not at all.</source>
            <translation>균형: 뽑을 때마다 모든 클래스가 같은 확률로 나옵니다. 여러 번 나오는 예시도 있고 한 번도 나오지 않는 예시도 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/walker_card.py" />
            <source>Batch</source>
            <translation>배치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Class</source>
            <translation>클래스</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>Classes</source>
            <translation>클래스</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>Data</source>
            <translation>데이터</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>Drawn in this epoch</source>
            <translation>이 에폭에서 뽑은 예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>Epoch</source>
            <translation>에폭</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>Examples</source>
            <translation>예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>Examples of each class</source>
            <translation>클래스별 예시 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Images</source>
            <translation>이미지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>In order: every example once, in the same order in each epoch.</source>
            <translation>순서대로: 모든 예시가 한 번씩, 에폭마다 같은 순서로 나옵니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>Left as stored, right as the model sees it; below the label and the index.</source>
            <translation>왼쪽은 저장된 그대로, 오른쪽은 모델이 보는 모습입니다. 아래는 레이블과 인덱스입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>Numbers below 0 are drawn black, those above 1 white.</source>
            <translation>0보다 작은 수는 검은색, 1보다 큰 수는 흰색으로 그립니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>Order</source>
            <translation>순서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>Padding</source>
            <translation>패딩</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_detail.py" />
            <source>Point at a pixel to read its number.</source>
            <translation>픽셀을 가리키면 그 숫자가 보입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Points</source>
            <translation>점</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>Sentences, one a line</source>
            <translation>문장, 한 줄에 하나씩</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>Sequences in a batch</source>
            <translation>배치 하나의 시퀀스 수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>Sequences of different lengths make one tensor when the short ones are filled up to the longest of their batch. The mask tells tokens from padding, so that a loss or a mean can leave the padding out. A line is a sequence, a word a token; its number is its id, 0 is padding.</source>
            <translation>길이가 다른 시퀀스는 짧은 것을 배치에서 가장 긴 것에 맞추어 채우면 텐서 하나가 됩니다. 마스크는 토큰과 패딩을 구별하므로, 손실이나 평균에서 패딩을 뺄 수 있습니다. 한 줄이 시퀀스, 한 단어가 토큰이고, 숫자는 토큰의 번호이며 0은 패딩입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Show only examples of this class</source>
            <translation>이 클래스의 예시만 봅니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>Shuffled: every example once, in an order that follows from the seed and the epoch.</source>
            <translation>섞어서: 모든 예시가 한 번씩, 시드와 에폭으로 정해지는 순서로 나옵니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Size</source>
            <translation>크기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Size of the images</source>
            <translation>이미지 크기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>Sorted by length first</source>
            <translation>먼저 길이순으로 정렬</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>Targets</source>
            <translation>목푯값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>The batch as the model sees it</source>
            <translation>모델이 보는 배치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>The data is being read…</source>
            <translation>데이터를 읽고 있습니다…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>The first batches of the epoch</source>
            <translation>에폭의 첫 배치들</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>The first {n} of {all} are shown.</source>
            <translation>{all}개 가운데 처음 {n}개를 보여 줍니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>The number before a row is its index.</source>
            <translation>행 앞의 숫자는 인덱스입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>The padded batches</source>
            <translation>패딩한 배치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>The targets, in bins of equal width.</source>
            <translation>목푯값을 같은 너비의 구간으로 나누었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>The training process makes the batch…</source>
            <translation>학습 프로세스가 배치를 만들고 있습니다…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>The whole data set is in memory, and a batch is picked by its indices at once: no worker processes are needed to read it.</source>
            <translation>데이터 세트 전체가 메모리에 있어 인덱스로 배치를 한 번에 고릅니다. 데이터를 읽을 작업 프로세스(worker)가 필요 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Training</source>
            <translation>학습</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>Validation</source>
            <translation>검증</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>With replacement: each draw is made from all examples, so that about 63% of a large set come at least once.</source>
            <translation>복원 추출: 매번 모든 예시 가운데서 뽑으므로, 큰 세트라면 약 63%가 한 번 이상 나옵니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>a regression</source>
            <translation>회귀</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order_map.py" />
            <source>batch {n}</source>
            <translation>배치 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>batch {n}: int64 [{rows}, {longest}]</source>
            <translation>배치 {n}: int64 [{rows}, {longest}]</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>each on its own scale</source>
            <translation>각자의 눈금으로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_batch.py" />
            <source>from {low} to {high}</source>
            <translation>{low} ~ {high}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>label {n}</source>
            <translation>레이블 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>mask</source>
            <translation>마스크</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>one batch of {last}</source>
            <translation>크기 {last}의 배치 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>padding</source>
            <translation>패딩</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_detail.py" />
            <source>row {row}, column {column}: {value}, seen as {value}/255 = {share}</source>
            <translation>행 {row}, 열 {column}: {value}, 모델에는 {value}/255 = {share}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>training (1 example)</source>
            <translation>학습 (예시 1개)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>training ({n} examples)</source>
            <translation>학습 (예시 {n}개)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>training example {n}</source>
            <translation>학습 예시 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>validation (1 example)</source>
            <translation>검증 (예시 1개)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_balance.py" />
            <source>validation ({n} examples)</source>
            <translation>검증 (예시 {n}개)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>validation example {n}</source>
            <translation>검증 예시 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_table.py" />
            <source>y (class)</source>
            <translation>y (클래스)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>{batches} batches of {size}</source>
            <translation>크기 {size}의 배치 {batches}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>{batches} batches of {size}, the last of {last}</source>
            <translation>크기 {size}의 배치 {batches}개, 마지막은 {last}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_padding.py" />
            <source>{cells} places hold {real} tokens; {padding} ({share}) are padding.</source>
            <translation>{cells}칸에 토큰 {real}개가 있고, {padding}칸({share})은 패딩입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_detail.py" />
            <source>{dtype} [{shape}], from {low} to {high}</source>
            <translation>{dtype} [{shape}], {low} ~ {high}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>{n} classes</source>
            <translation>클래스 {n}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_examples.py" />
            <source>{n} examples</source>
            <translation>예시 {n}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser_order.py" />
            <source>{n} examples drawn, {different} different ones</source>
            <translation>예시 {n}개를 뽑았고, 서로 다른 것은 {different}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/browser.py" />
            <source>{train} training and {validation} validation examples · {dtype} [{shape}] · {kind} · {origin}</source>
            <translation>학습 예시 {train}개, 검증 예시 {validation}개 · {dtype} [{shape}] · {kind} · {origin}</translation>
        </message>
    </context>
    <context>
        <name>TrainBuilder</name>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>1 parameter in all</source>
            <translation>매개변수 모두 1개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>A program that defines model, an nn.Module</source>
            <translation>nn.Module인 model을 정의하는 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Add a layer</source>
            <translation>층 추가</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Build a model</source>
            <translation>모델 만들기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_options.py" />
            <source>Choose a layer, or add one.</source>
            <translation>층을 고르거나 추가하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Down</source>
            <translation>아래로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Layer</source>
            <translation>층</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Layers</source>
            <translation>층</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Leave it out</source>
            <translation>빼기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Make it {layer}</source>
            <translation>{layer}(으)로 바꾸기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Make the list of layers from the program</source>
            <translation>프로그램에서 층 목록을 만듭니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Open a program that defines model</source>
            <translation>model을 정의하는 프로그램 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Open…</source>
            <translation>열기…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Options</source>
            <translation>옵션</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Parameters</source>
            <translation>매개변수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Program</source>
            <translation>프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Programs (*.py)</source>
            <translation>프로그램 (*.py)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Put {layer} before it</source>
            <translation>앞에 {layer} 두기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Read as layers</source>
            <translation>층으로 읽기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Redo</source>
            <translation>다시 실행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Remove</source>
            <translation>제거</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Set {changes}</source>
            <translation>{changes}(으)로 설정</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Shape that leaves</source>
            <translation>나가는 모양</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>The model's program</source>
            <translation>모델 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Undo</source>
            <translation>실행 취소</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>Up</source>
            <translation>위로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>Use this model</source>
            <translation>이 모델 사용</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>one example</source>
            <translation>예시 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder.py" />
            <source>the program</source>
            <translation>이 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/builder_layers.py" />
            <source>{n} parameters in all</source>
            <translation>매개변수 모두 {n}개</translation>
        </message>
    </context>
    <context>
        <name>TrainCharts</name>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>1 value is not above 0 and has no logarithm</source>
            <translation>값 1개는 0보다 크지 않아 로그가 없습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>A run draws its layers' norms here</source>
            <translation>학습을 시작하면 층마다의 노름이 여기에 그려집니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>A run draws its losses here</source>
            <translation>학습을 시작하면 손실이 여기에 그려집니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>Activations</source>
            <translation>활성값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Biases</source>
            <translation>편향</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/charts.py" />
            <source>Charts</source>
            <translation>차트</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>Count steps instead of epochs</source>
            <translation>에폭 대신 스텝으로 셉니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/charts.py" />
            <source>Curves</source>
            <translation>곡선</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Documents (*.pdf)</source>
            <translation>문서 (*.pdf)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>Draw losses and norms on a log scale</source>
            <translation>손실과 노름을 로그 눈금으로 그립니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Draw vectors (biases, batch-norm weights) as well</source>
            <translation>벡터(편향, 배치 정규화 가중치)도 그립니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Gradient</source>
            <translation>기울기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Gradient norm per layer</source>
            <translation>층별 기울기 노름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>Gradients</source>
            <translation>기울기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/charts.py" />
            <source>Histograms</source>
            <translation>히스토그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>Histograms come while a model trains.</source>
            <translation>히스토그램은 모델이 학습하는 동안 나옵니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>How much the batches' numbers are averaged</source>
            <translation>배치별 수를 얼마나 평균할지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/descent/curves.py" />
            <source>Log scale</source>
            <translation>로그 눈금</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>Loss and accuracy</source>
            <translation>손실과 정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Numbers (CSV)…</source>
            <translation>숫자 (CSV)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Picture (PNG)…</source>
            <translation>그림 (PNG)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Pictures (*.png)</source>
            <translation>그림 (*.png)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Save</source>
            <translation>저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Save the chart</source>
            <translation>차트 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Save the numbers or the chart</source>
            <translation>숫자나 차트를 저장합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>Show all</source>
            <translation>모두 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>Show everything again (double click, or 0)</source>
            <translation>모두 다시 봅니다 (두 번 클릭, 또는 0)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>Smooth</source>
            <translation>평활</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>Steps</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Tables (*.csv)</source>
            <translation>표 (*.csv)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>The norm of a step's change over the norm of the parameter</source>
            <translation>한 스텝의 변화량 노름을 매개변수 노름으로 나눈 값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>The norm of each parameter</source>
            <translation>매개변수마다의 노름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>The norm of each parameter's gradient</source>
            <translation>매개변수마다의 기울기 노름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Update</source>
            <translation>갱신</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Update ratio per layer</source>
            <translation>층별 갱신 비율</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/chart_save.py" />
            <source>Vector picture (PDF)…</source>
            <translation>벡터 그림 (PDF)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Weight</source>
            <translation>가중치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>Weight norm per layer</source>
            <translation>층별 가중치 노름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>Weights</source>
            <translation>가중치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>accuracy</source>
            <translation>정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>epoch</source>
            <translation>에폭</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>epoch {at}</source>
            <translation>에폭 {at}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>loss</source>
            <translation>손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>no finite value</source>
            <translation>유한한 값이 없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>norm</source>
            <translation>노름</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/layers_card.py" />
            <source>ratio</source>
            <translation>비율</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>step</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>step {at}</source>
            <translation>스텝 {at}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>train accuracy</source>
            <translation>학습 정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>train loss</source>
            <translation>학습 손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>validation accuracy</source>
            <translation>검증 정확도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>validation loss</source>
            <translation>검증 손실</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/loss_card.py" />
            <source>{name}, smoothed</source>
            <translation>{name}, 평활</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>{name}: 1 value between {low} and {high}</source>
            <translation>{name}: {low}에서 {high} 사이의 값 1개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>{name}: {count} of {looked} picked values between {low} and {high}, {size} in all</source>
            <translation>{name}: 고르게 뽑은 값 {looked}개 중 {count}개가 {low}에서 {high} 사이 (전체 {size}개)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>{name}: {count} of {size} values between {low} and {high}</source>
            <translation>{name}: 값 {size}개 중 {count}개가 {low}에서 {high} 사이</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>{name}: {count} values between {low} and {high}</source>
            <translation>{name}: {low}에서 {high} 사이의 값 {count}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/chart_card.py" />
            <source>{n} values are not above 0 and have no logarithm</source>
            <translation>값 {n}개는 0보다 크지 않아 로그가 없습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/histograms.py" />
            <source>{share} zeros</source>
            <translation>0이 {share}</translation>
        </message>
    </context>
    <context>
        <name>TrainPictures</name>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>After each epoch the model is evaluated on the validation examples: what it gets wrong is shown here.</source>
            <translation>에폭이 끝날 때마다 검증 예시로 모델을 평가합니다. 틀린 것이 여기에 나옵니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>All wrong ones</source>
            <translation>틀린 것 모두</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Canvas to draw on</source>
            <translation>그림판</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Clear</source>
            <translation>지우기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>Confusion matrix</source>
            <translation>혼동 행렬</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>Decision boundary</source>
            <translation>결정 경계</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Draw</source>
            <translation>그리기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Draw an image of your own</source>
            <translation>직접 이미지를 그립니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Example</source>
            <translation>예시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Feature maps</source>
            <translation>특징 맵</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>First-layer weights</source>
            <translation>첫 층의 가중치</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Input {numbers}</source>
            <translation>입력 {numbers}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Label {name}</source>
            <translation>레이블 {name}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Number of the example</source>
            <translation>예시 번호</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/pictures.py" />
            <source>One example</source>
            <translation>예시 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/pictures.py" />
            <source>Pictures</source>
            <translation>그림</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/pictures.py" />
            <source>Results</source>
            <translation>결과</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Take the last stroke back (Ctrl+Z)</source>
            <translation>마지막 획을 되돌립니다 (Ctrl+Z)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Target {numbers}</source>
            <translation>목푯값 {numbers}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>The model answers once a training run is under way.</source>
            <translation>학습 실행이 시작되면 모델이 답합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>This model gives numbers, not classes: no answer is right or wrong. What it gives for an example stands in One example.</source>
            <translation>이 모델은 클래스가 아니라 숫자를 내므로 답이 맞거나 틀리지 않습니다. 예시마다 내는 값은 ‘예시 하나’에 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>True {true}, predicted {predicted}</source>
            <translation>정답 {true}, 예측 {predicted}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Undo</source>
            <translation>되돌리기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>What the model says</source>
            <translation>모델의 답</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/looking.py" />
            <source>Wipe the drawing (Del)</source>
            <translation>그림을 지웁니다 (Del)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>Wrong predictions: true, predicted</source>
            <translation>틀린 예측: 정답, 예측</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/results.py" />
            <source>example {at}: true {true}, predicted {predicted} ({sure})</source>
            <translation>예시 {at}: 정답 {true}, 예측 {predicted} ({sure})</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/answer_bars.py" />
            <source>output {at}</source>
            <translation>출력 {at}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/confusion.py" />
            <source>predicted →</source>
            <translation>예측 →</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/confusion.py" />
            <source>true {true}, predicted {predicted}: {count} of {total}</source>
            <translation>정답 {true}, 예측 {predicted}: {total}개 중 {count}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/confusion.py" />
            <source>true ↓</source>
            <translation>정답 ↓</translation>
        </message>
    </context>
    <context>
        <name>Training</name>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>Another process trains this run.</source>
            <translation>이 학습은 다른 프로세스가 하고 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Another process trains this run; it is only watched here.</source>
            <translation>다른 프로세스가 이 실행을 학습합니다. 여기서는 지켜보기만 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>End the run; it can be resumed (Esc)</source>
            <translation>학습을 끝냅니다. 나중에 이어서 할 수 있습니다 (Esc)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Go on</source>
            <translation>계속</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Go on with the run that was stopped</source>
            <translation>멈춘 학습을 이어서 합니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>It can go on after its last checkpoint.</source>
            <translation>마지막 체크포인트 다음부터 이어 갈 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/model_trust.py" />
            <source>It does not come with graphviewer. A restricted run keeps nothing in its folder, so this can only be done with a program you trust.</source>
            <translation>graphviewer에 들어 있는 프로그램이 아닙니다. 제한된 실행은 폴더에 아무것도 남기지 않으므로, 믿는 프로그램으로만 할 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>It is only watched here; Stop ends the watching, not the run.</source>
            <translation>여기서는 지켜보기만 합니다. 멈춤을 누르면 학습이 아니라 지켜보기가 끝납니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>Its program reaches no files, no network and no other programs, so it cannot be resumed later.</source>
            <translation>프로그램이 파일, 네트워크, 다른 프로그램에 닿지 못하므로 나중에 이어서 학습할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Look inside this step</source>
            <translation>이 스텝 들여다보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>One batch</source>
            <translation>배치 하나</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Pause</source>
            <translation>일시 정지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Progress</source>
            <translation>진행</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Record the next batch's step and open it in Explore (Ctrl+I)</source>
            <translation>다음 배치의 스텝을 기록해 탐색에서 엽니다 (Ctrl+I)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Resume</source>
            <translation>이어서 학습</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Start</source>
            <translation>시작</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Start, pause or go on (Ctrl+Enter)</source>
            <translation>시작, 일시 정지, 계속 (Ctrl+Enter)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Stop</source>
            <translation>멈춤</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>Stopped after step {n}.</source>
            <translation>{n} 스텝 뒤에 멈췄습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>The model could not be trained.</source>
            <translation>모델을 학습할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>The run cannot be resumed.</source>
            <translation>이 실행을 이어서 학습할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>This run is restricted: it is not kept.</source>
            <translation>제한된 실행입니다. 기록이 남지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Train on one batch, then pause (Ctrl+B)</source>
            <translation>배치 하나만 학습하고 멈춥니다 (Ctrl+B)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>Training diverged at step {n}.</source>
            <translation>{n} 스텝에서 학습이 발산했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>Training failed at step {n}.</source>
            <translation>{n} 스텝에서 학습이 실패했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>Training ran out of memory at step {n}.</source>
            <translation>{n} 스텝에서 메모리가 모자랐습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/model_trust.py" />
            <source>Trust the model's program?</source>
            <translation>모델 프로그램을 믿을까요?</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train/transport.py" />
            <source>Watch no longer; the run goes on (Esc)</source>
            <translation>그만 지켜봅니다. 실행은 계속됩니다 (Esc)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>What the training told cannot be used.</source>
            <translation>학습 프로세스가 알린 내용을 쓸 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/model_trust.py" />
            <source>the model's program</source>
            <translation>모델 프로그램</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/train_flows/training_words.py" />
            <source>{name} was interrupted.</source>
            <translation>{name} 실행이 중단되었습니다.</translation>
        </message>
    </context>
    <context>
        <name>TrainingTold</name>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>A batch of one example has no variance: choose another batch size, or drop the last.</source>
            <translation>예시 하나짜리 배치에는 분산이 없습니다. 배치 크기를 바꾸거나 마지막 배치를 버리세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>A batch of {size} examples of {each} numbers is too large to be shown.</source>
            <translation>숫자 {each}개짜리 예시 {size}개의 배치는 너무 커서 보여 줄 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>A process for calculating could not be started: {detail}</source>
            <translation>계산 프로세스를 시작할 수 없습니다: {detail}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>A process for training could not be started: {detail}</source>
            <translation>학습 프로세스를 시작할 수 없습니다: {detail}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>A run cannot be called {name}: another name, please.</source>
            <translation>실행 이름으로 {name}을(를) 쓸 수 없습니다. 다른 이름을 정하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Add a layer with weights, or set requires_grad of its parameters.</source>
            <translation>가중치가 있는 층을 더하거나, 매개변수의 requires_grad를 켜세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>After step {step} some weights are not finite.</source>
            <translation>스텝 {step} 뒤에 유한하지 않은 가중치가 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>All gradients are finite, but the update leaves {name} with {how}.</source>
            <translation>기울기는 모두 유한하지만 갱신 뒤에 {name}에 {how}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>At step {step} numbers stopped being finite.</source>
            <translation>{step}번째 스텝에서 유한하지 않은 수가 나왔습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Batches can be balanced between classes only, and this data set has none.</source>
            <translation>클래스가 있어야 배치를 고르게 나눌 수 있는데, 이 데이터 세트에는 클래스가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Calculating took too long.</source>
            <translation>계산이 너무 오래 걸렸습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Change the model's last layer, or end it with nn.Flatten().</source>
            <translation>모델의 마지막 층을 바꾸거나, 끝에 nn.Flatten()을 두세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Choose mse.</source>
            <translation>mse를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Choose one of the presets.</source>
            <translation>프리셋 가운데 하나를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Choose smaller batches, or keep the last one.</source>
            <translation>더 작은 배치를 고르거나 마지막 배치를 남기세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Choose smaller batches, or smaller images.</source>
            <translation>더 작은 배치나 더 작은 이미지를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Choose the device cpu.</source>
            <translation>장치를 cpu로 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Choose the shuffled sampler.</source>
            <translation>섞는 순서를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Correct it in the list of layers.</source>
            <translation>층 목록에서 고치세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Correct that line.</source>
            <translation>그 줄을 고치세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Correct the layer.</source>
            <translation>그 층을 고치세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>For 2 examples the model gives outputs of shape {shape}; the data wants {wanted}: {expected} an example.</source>
            <translation>예시 2개에 모델이 모양 {shape}의 출력을 냅니다. 데이터에는 {wanted}이(가) 필요합니다: 예시마다 {expected}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>For {n} examples the model gives {shape}, but {name} wants {expected} here.</source>
            <translation>예시 {n}개에 모델은 {shape}을(를) 내는데, 여기서 {name}에는 {expected}이(가) 필요합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Get the file again, or choose another folder.</source>
            <translation>파일을 다시 받거나 다른 폴더를 고르세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Give it a layer such as nn.Linear, or an nn.Parameter.</source>
            <translation>nn.Linear 같은 층이나 nn.Parameter를 넣으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Give the name model to what shall be trained: model = nn.Sequential(...).</source>
            <translation>학습할 것에 model이라는 이름을 주세요: model = nn.Sequential(...).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Layer {n} of {all} does not fit.</source>
            <translation>층 {all}개 중 {n}번째 층이 맞지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Let the last layer give {expected}.</source>
            <translation>마지막 층이 {expected}을(를) 내게 하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Line {line} of the model's program is not Python: {error}.</source>
            <translation>모델 프로그램의 {line}번째 줄이 파이썬 문법에 맞지 않습니다: {error}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Look at the layers' sizes.</source>
            <translation>층의 크기를 살펴보세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Lower the batch size ({n} here), make the layers smaller, or close other programs.</source>
            <translation>배치 크기(지금 {n})를 줄이거나, 층을 작게 하거나, 다른 프로그램을 닫으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Lower the batch size ({n} here), make the layers smaller, or train on the CPU.</source>
            <translation>배치 크기(지금 {n})를 줄이거나, 층을 작게 하거나, CPU에서 학습하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Lower the batch size, or take a smaller model.</source>
            <translation>배치 크기를 줄이거나 더 작은 모델을 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Lower the learning rate ({rate} here), say to {less}, or clip gradients.</source>
            <translation>학습률(지금 {rate})을 {less} 정도로 낮추거나 기울기를 클리핑하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Mend the file and try again.</source>
            <translation>파일을 고친 뒤 다시 해 보세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Missing in the file: {names}.</source>
            <translation>파일에 없는 것: {names}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Nesterov's rule needs a momentum above 0.</source>
            <translation>네스테로프 방식에는 0보다 큰 모멘텀이 필요합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>No CSV file was chosen.</source>
            <translation>CSV 파일을 고르지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Not in the model: {names}.</source>
            <translation>모델에 없는 것: {names}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Only an nn.Module has parameters that can be trained.</source>
            <translation>nn.Module에만 학습할 매개변수가 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Put nn.Flatten() where examples must become rows.</source>
            <translation>예시를 행으로 만들어야 하는 곳에 nn.Flatten()을 넣으세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>PyTorch could not be prepared.</source>
            <translation>PyTorch를 준비할 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Resume it where its data is, or begin a new run.</source>
            <translation>데이터가 있는 곳에서 이어서 학습하거나 새 실행을 시작하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Resumed with: {what}</source>
            <translation>달라진 환경에서 이어서 학습합니다: {what}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Return one tensor from forward: one row of outputs an example.</source>
            <translation>forward에서 텐서 하나를 반환하세요: 예시마다 출력 한 행입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Set momentum, say to 0.9.</source>
            <translation>모멘텀을 0.9 정도로 정하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Some weights loaded from {name}</source>
            <translation>{name}에서 가중치 일부를 불러왔습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Stopped at line {line}.</source>
            <translation>{line}번째 줄에서 멈췄습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Stopped at line {line}: {what}.</source>
            <translation>{line}번째 줄에서 멈췄습니다: {what}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Take exit() and sys.exit() out.</source>
            <translation>exit()와 sys.exit()를 빼세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The batch's {name} holds {how}: the data are at fault.</source>
            <translation>배치의 {name}에 {how}: 데이터가 잘못되었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The device '{name}' cannot be used here: {reason}.</source>
            <translation>장치 '{name}'을(를) 여기서 쓸 수 없습니다: {reason}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The last digits may differ from a run that was not interrupted.</source>
            <translation>중단되지 않은 실행과 마지막 자릿수가 다를 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The layers give no program: {error}.</source>
            <translation>층 목록으로 프로그램을 만들 수 없습니다: {error}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The loss is finite, but the gradient of {name} holds {how}: the first going backward.</source>
            <translation>손실은 유한하지만 {name}의 기울기에 {how}: 역전파에서 처음입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The loss is {how}.</source>
            <translation>손실이 {how}입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The loss is {loss} at step {step}.</source>
            <translation>{step}번째 스텝에서 손실이 {loss}입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The loss {name} is for classes, and this data set has numbers as targets.</source>
            <translation>손실 {name}은(는) 클래스를 위한 것인데, 이 데이터 세트의 목표는 수입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The memory is used up.</source>
            <translation>메모리를 다 썼습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The memory is used up: {size} more were wanted.</source>
            <translation>메모리를 다 썼습니다: {size}가 더 필요했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The memory of the device is used up.</source>
            <translation>장치의 메모리를 다 썼습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The memory of the device is used up: {size} more were wanted, {free} of {all} are free.</source>
            <translation>장치의 메모리를 다 썼습니다: {size}가 더 필요한데 {all} 중 {free}가 남아 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The memory of the device is used up: {size} more were wanted.</source>
            <translation>장치의 메모리를 다 썼습니다: {size}가 더 필요했습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model cannot be shown this way.</source>
            <translation>모델을 이렇게는 보여 줄 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model cannot take examples of shape {shape} at line {line}: {detail}</source>
            <translation>모델이 {line}번째 줄에서 모양이 {shape}인 예시를 받지 못합니다: {detail}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model cannot take examples of shape {shape}: {detail}</source>
            <translation>모델이 모양이 {shape}인 예시를 받지 못합니다: {detail}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model gives a {name}, not a tensor.</source>
            <translation>모델이 텐서가 아니라 {name}을(를) 냅니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model has no parameter that can be trained.</source>
            <translation>모델에 학습할 매개변수가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model has no parameter that wants a gradient.</source>
            <translation>모델에 기울기가 필요한 매개변수가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model's program ends Python instead of defining model.</source>
            <translation>모델 프로그램이 model을 정의하지 않고 파이썬을 끝냅니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model's program fails at line {line}: {detail}</source>
            <translation>모델 프로그램이 {line}번째 줄에서 실패했습니다: {detail}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The model's program fails: {detail}</source>
            <translation>모델 프로그램이 실패했습니다: {detail}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The process for calculating spoke out of turn.</source>
            <translation>계산 프로세스가 예상하지 못한 응답을 보냈습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The process was killed.</source>
            <translation>프로세스가 강제로 끝났습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The program does not define `model`.</source>
            <translation>프로그램이 `model`을 정의하지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The program's process died of {name} (it touched memory that is not its own).</source>
            <translation>프로그램의 프로세스가 {name}(으)로 죽었습니다(자기 것이 아닌 메모리를 건드렸습니다).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The program's process died of {name} (killed from outside, or by the system when memory ran out).</source>
            <translation>프로그램의 프로세스가 {name}(으)로 죽었습니다(밖에서 죽였거나, 메모리가 모자라 시스템이 죽였습니다).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The program's process died of {name} ({meaning}).</source>
            <translation>프로그램의 프로세스가 {name}(으)로 죽었습니다({meaning}).</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The program's process died of {name}.</source>
            <translation>프로그램의 프로세스가 {name}(으)로 죽었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The program's process does not answer.</source>
            <translation>프로그램의 프로세스가 응답하지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The program's process ended itself with exit code {code} before the program was over.</source>
            <translation>프로그램이 끝나기 전에 프로세스가 종료 코드 {code}(으)로 스스로 끝났습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The run began with other examples: {was}. Now they are: {now}.</source>
            <translation>이 실행은 다른 예시로 시작했습니다: {was}. 지금은 {now}입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The run can be resumed after step {step}.</source>
            <translation>{step}번째 스텝 다음부터 이어서 학습할 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The run had ended before its first checkpoint: it begins again.</source>
            <translation>첫 체크포인트 전에 끝난 실행이라 처음부터 다시 시작합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>The weights of {name} do not fit: nothing was loaded</source>
            <translation>{name}의 가중치가 맞지 않아 아무것도 불러오지 않았습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>There are no IDX files in {path}.</source>
            <translation>{path}에 IDX 파일이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>There is a run called {name} already.</source>
            <translation>{name}이라는 실행이 이미 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>There is no FashionMNIST in {path}.</source>
            <translation>{path}에 FashionMNIST가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>There is no file {path}.</source>
            <translation>{path} 파일이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>There is no folder {path}.</source>
            <translation>{path} 폴더가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>This step cannot be looked inside.</source>
            <translation>이 스텝은 들여다볼 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Training took {used} GiB of memory; it may have {most}.</source>
            <translation>학습이 메모리 {used} GiB를 썼습니다. {most} GiB까지 쓸 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Weights loaded from {name}</source>
            <translation>{name}에서 가중치를 불러왔습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>What the last checkpoint holds is kept: the run can be resumed from there.</source>
            <translation>마지막 체크포인트에 담긴 것은 남아 있습니다. 거기서 이어서 학습할 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>With batches of {size} and the last short one dropped, {n} examples make no batch.</source>
            <translation>배치 크기가 {size}이고 모자란 마지막 배치를 버리면 예시 {n}개로는 배치가 나오지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>Write model = {name}().</source>
            <translation>model = {name}()라고 쓰세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>`model` is of type {name}, not an nn.Module.</source>
            <translation>`model`의 타입이 {name}이고, nn.Module이 아닙니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>`model` is the class {name} itself, not a model made of it.</source>
            <translation>`model`이 클래스 {name} 자체이고, 그것으로 만든 모델이 아닙니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>another run was begun</source>
            <translation>다른 실행이 시작되었습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>it gave no sign of life for {n} s</source>
            <translation>{n}초 동안 아무 반응이 없었습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>it ran for more than {n} s</source>
            <translation>{n}초 넘게 실행했습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>it used more than {n} GB of memory</source>
            <translation>메모리를 {n} GB 넘게 썼습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>stopped after printing {n} characters</source>
            <translation>{n}자를 출력하고 멈췄습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>stopped after {n} executed lines</source>
            <translation>{n}줄을 실행하고 멈췄습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>stopped after {n} steps</source>
            <translation>{n}스텝 뒤에 멈췄습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>stopped before it began</source>
            <translation>시작하기 전에 정지했습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>stopped: the tape holds {n} MiB</source>
            <translation>멈췄습니다: 테이프가 {n} MiB에 이르렀습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{function} in {where} gave {how}, from numbers up to {most}.</source>
            <translation>{where}의 {function} 결과에 {how}. 입력은 최대 {most}이었습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{function} in {where} gave {how}.</source>
            <translation>{where}의 {function} 결과에 {how}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{name} holds {how} before the batch: an earlier update did that.</source>
            <translation>배치를 쓰기 전에 {name}에 {how}: 앞선 갱신 때문입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{name} is still training: stop it first.</source>
            <translation>{name}은(는) 아직 학습 중입니다. 먼저 멈추세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{name} is {file} in the file, {model} in the model.</source>
            <translation>{name}의 모양이 파일에서는 {file}, 모델에서는 {model}입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{nans} NaN and {infinite} infinite of {all} values</source>
            <translation>값 {all}개 중 NaN {nans}개, 무한대 {infinite}개가 있습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{n} NaN of {all} values</source>
            <translation>값 {all}개 중 NaN이 {n}개 있습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{n} infinite of {all} values</source>
            <translation>값 {all}개 중 무한대가 {n}개 있습니다</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{n} tensors.</source>
            <translation>텐서 {n}개.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} cannot be read: {error}.</source>
            <translation>{path}을(를) 읽을 수 없습니다: {error}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} cannot be written: {error}. Nothing was changed.</source>
            <translation>{path}에 쓸 수 없습니다: {error}. 아무것도 바뀌지 않았습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} does not fit into memory.</source>
            <translation>{path}이(가) 메모리에 들어가지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} ends too early: it was cut short.</source>
            <translation>{path}이(가) 중간에 잘렸습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} has no rows.</source>
            <translation>{path}에 행이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} holds a pickled model or other objects, not only tensors. Reading it could run any program that its author put inside.</source>
            <translation>{path}에는 텐서만이 아니라 피클된 모델이나 다른 객체가 들어 있습니다. 읽으면 만든 사람이 넣어 둔 프로그램이 실행될 수 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} holds a run already: resume it, or name another folder.</source>
            <translation>{path}에는 이미 실행이 있습니다. 이어서 학습하거나 다른 폴더를 정하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} holds no tensors by name.</source>
            <translation>{path}에 이름 붙은 텐서가 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} holds no training run: no {name}.</source>
            <translation>{path}에는 학습 실행이 없습니다. {name}이(가) 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} is damaged: {error}.</source>
            <translation>{path}이(가) 손상되었습니다: {error}.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} is no checkpoint of a training, or is cut short.</source>
            <translation>{path}은(는) 학습의 체크포인트가 아니거나 잘렸습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} is no config: {detail}</source>
            <translation>{path}은(는) 설정 파일이 아닙니다: {detail}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} is no whole file of weights: it is cut short, or of another kind.</source>
            <translation>{path}은(는) 온전한 가중치 파일이 아닙니다. 잘렸거나 다른 종류입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} is not FashionMNIST's: its SHA-256 is another.</source>
            <translation>{path}은(는) FashionMNIST의 파일이 아닙니다. SHA-256이 다릅니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} is not empty, so no run is put there: name another folder.</source>
            <translation>{path}이(가) 비어 있지 않아 실행을 두지 않습니다. 다른 폴더를 정하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} is of another training.</source>
            <translation>{path}은(는) 다른 학습의 것입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path} was altered or cut short: its checksum is wrong.</source>
            <translation>{path}이(가) 바뀌었거나 잘렸습니다. 체크섬이 틀립니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path}: process {pid} works on this run already.</source>
            <translation>{path}: 프로세스 {pid}이(가) 이미 이 실행을 진행하고 있습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/training_sentences.py" />
            <source>{path}: the line {detail}</source>
            <translation>{path}: 줄 {detail}</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>Back</source>
            <translation>뒤로</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>First step (Home)</source>
            <translation>첫 스텝 (Home)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>How fast Play goes</source>
            <translation>재생 속도</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>Last step (End)</source>
            <translation>마지막 스텝 (End)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>One step back (←)</source>
            <translation>한 스텝 뒤로 (←)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>One step on (→)</source>
            <translation>한 스텝 앞으로 (→)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>Pause</source>
            <translation>일시 정지</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>Play</source>
            <translation>재생</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>Play or pause (Space)</source>
            <translation>재생/일시 정지 (Space)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>Speed {speed}</source>
            <translation>속도 {speed}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>Step</source>
            <translation>스텝</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/transport.py" />
            <source>← → step · Space play · Home / End</source>
            <translation>← → 스텝 · Space 재생 · Home / End</translation>
        </message>
    </context>
    <context>
        <name>Trust</name>
        <message>
            <location filename="../../graphviewer/gui/trust.py" />
            <source>Missing: {names}</source>
            <translation>없는 것: {names}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/trust.py" />
            <source>The program reaches no other files, no network and no other programs.</source>
            <translation>프로그램은 다른 파일, 네트워크, 다른 프로그램에 접근하지 못합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/trust.py" />
            <source>Walls of the system that stand: {names}</source>
            <translation>작동 중인 시스템 차단벽: {names}</translation>
        </message>
    </context>
    <context>
        <name>Values</name>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>Copy as CSV</source>
            <translation>CSV로 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>Copy as Python</source>
            <translation>Python으로 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>Copy numbers</source>
            <translation>수 복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/workings.py" />
            <source>Made of</source>
            <translation>재료가 된 텐서</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/workings.py" />
            <source>Point at a cell to see where it is from.</source>
            <translation>칸을 가리키면 어디서 왔는지 보입니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>absolute values</source>
            <translation>절댓값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>mean {mean}, std {std} over all elements</source>
            <translation>모든 원소의 평균 {mean}, 표준편차 {std}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>{nans} NaN, {infs} infinite</source>
            <translation>NaN {nans}개, 무한대 {infs}개</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>{shape}, shown as {rows} rows of {columns}</source>
            <translation>{shape}, {columns}개씩 {rows}행으로 표시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>{shape}, shown in rows of {columns}</source>
            <translation>{shape}, 한 행에 {columns}개씩 표시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>{shape}: no elements</source>
            <translation>{shape}: 원소 없음</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/values.py" />
            <source>{shape}: one element in {stride} is kept, shown in rows of {columns}</source>
            <translation>{shape}: {stride}개 중 하나씩 저장, 한 행에 {columns}개씩 표시</translation>
        </message>
    </context>
    <context>
        <name>ViewOffers</name>
        <message>
            <location filename="../../graphviewer/gui/view_offers.py" />
            <source>No chain of fully connected layers begins at the input; convolutions and recurrent layers are not drawn as neurons.</source>
            <translation>입력에서 시작하는 완전 연결 층의 사슬이 없습니다. 합성곱 층과 순환 층은 뉴런으로 그리지 않습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/view_offers.py" />
            <source>No operation has only tensors of up to 64 elements.</source>
            <translation>원소가 64개 이하인 텐서로만 이루어진 연산이 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/view_offers.py" />
            <source>The program calls no modules of torch.nn.</source>
            <translation>프로그램이 torch.nn의 모듈을 호출하지 않습니다.</translation>
        </message>
    </context>
    <context>
        <name>Watch</name>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Chart against the iteration</source>
            <translation>반복에 따른 그래프</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_words.py" />
            <source>Check a variable to chart it.</source>
            <translation>그래프로 볼 변수를 선택하세요.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Draw values on a logarithmic scale</source>
            <translation>값을 로그 눈금으로 표시</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Each scalar variable of a loop that runs backward can be charted here against the iteration. This tape has none.</source>
            <translation>역전파하는 반복문의 스칼라 변수를 반복에 따라 그래프로 볼 수 있습니다. 이 테이프에는 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_list.py" />
            <source>Find a variable</source>
            <translation>변수 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Hide the watch</source>
            <translation>값 추적 숨기기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_words.py" />
            <source>Iteration {n} is charted but not kept; nearest kept: {near}</source>
            <translation>반복 {n}은(는) 그래프에만 있고 보관되지 않았습니다. 가장 가까운 보관 반복: {near}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Log scale</source>
            <translation>로그 눈금</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_list.py" />
            <source>Scalar variables</source>
            <translation>스칼라 변수</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Show all</source>
            <translation>전체 보기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Show every point (double click, or 0)</source>
            <translation>모든 점 보기 (두 번 클릭 또는 0)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_words.py" />
            <source>Values of zero and below have no place on this scale: {n} not drawn</source>
            <translation>0 이하의 값은 로그 눈금에 그릴 수 없습니다: {n}개 생략</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>Watch</source>
            <translation>값 추적</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>iteration</source>
            <translation>반복</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_words.py" />
            <source>iteration {n}</source>
            <translation>반복 {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_words.py" />
            <source>iteration {n} of {total}</source>
            <translation>반복 {n} / {total}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_words.py" />
            <source>not kept, nearest kept: {n}</source>
            <translation>보관되지 않음, 가장 가까운 보관 반복: {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_words.py" />
            <source>not kept, next kept: iteration {n}</source>
            <translation>보관되지 않음, 다음 보관 반복: {n}</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>value</source>
            <translation>값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/flows/watch_flow.py" />
            <source>{name} could not be saved.</source>
            <translation>{name}을(를) 저장할 수 없습니다.</translation>
        </message>
    </context>
</TS>
