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
            <source>Copy</source>
            <translation>복사</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Cut</source>
            <translation>잘라내기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Dark</source>
            <translation>어둡게</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Expression</source>
            <translation>수식 그래프</translation>
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
            <source>Full screen</source>
            <translation>전체 화면</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Graph</source>
            <translation>그래프</translation>
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
            <source>New program</source>
            <translation>새 프로그램</translation>
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
            <source>Save tape…</source>
            <translation>테이프 저장…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Select all</source>
            <translation>모두 선택</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/actions.py" />
            <source>Show all panels</source>
            <translation>모든 패널 보이기</translation>
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
            <source>The lines of one block must begin in the same column.</source>
            <translation>한 블록의 줄들은 같은 열에서 시작해야 합니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/advice.py" />
            <source>The tensors do not fit in memory. Make them smaller.</source>
            <translation>텐서가 메모리에 들어가지 않습니다. 크기를 줄이세요.</translation>
        </message>
    </context>
    <context>
        <name>Chrome</name>
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
            <source>running · iteration {i} · {n} steps · {s} s</source>
            <translation>실행 중 · 반복 {i} · {n}스텝 · {s}초</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>running · {n} steps · {s} s</source>
            <translation>{n}스텝째 실행 중 · {s}초</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/chrome.py" />
            <source>starting…</source>
            <translation>시작하는 중…</translation>
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
            <source>Keyboard shortcuts</source>
            <translation>단축키</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/dialogs/shortcuts.py" />
            <source>Keys</source>
            <translation>키</translation>
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
            <location filename="../../graphviewer/gui/dialogs/asking.py" />
            <source>Step through PyTorch's autograd, forward and backward, with every number on screen.</source>
            <translation>PyTorch의 자동 미분을 앞뒤로 한 스텝씩, 모든 수를 보며 따라갑니다.</translation>
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
        <name>Files</name>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>All files (*)</source>
            <translation>모든 파일 (*)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>File name:</source>
            <translation>파일 이름:</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Files of type:</source>
            <translation>파일 형식:</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Look in:</source>
            <translation>찾는 위치:</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Open a program or a tape</source>
            <translation>프로그램이나 테이프 열기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Programs and tapes (*.py *.tape)</source>
            <translation>프로그램과 테이프 (*.py *.tape)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Python programs (*.py)</source>
            <translation>파이썬 프로그램 (*.py)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Save the program</source>
            <translation>프로그램 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Save the tape</source>
            <translation>테이프 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>Tapes (*.tape)</source>
            <translation>테이프 (*.tape)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>The lesson could not be opened.</source>
            <translation>강의를 열 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/lesson_flow.py" />
            <source>The lessons could not be read.</source>
            <translation>강의 목록을 읽을 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>{name} could not be opened.</source>
            <translation>{name}을(를) 열 수 없습니다.</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/file_flow.py" />
            <source>{name} could not be saved.</source>
            <translation>{name}을(를) 저장할 수 없습니다.</translation>
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
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
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
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>edited</source>
            <translation>수정됨</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>folded</source>
            <translation>접힘</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lesson_words.py" />
            <source>shown</source>
            <translation>펼침</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/inspector_parts.py" />
            <source>{arrived} of {expected} arrived</source>
            <translation>{expected}개 중 {arrived}개 도착</translation>
        </message>
    </context>
    <context>
        <name>Lessons</name>
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
            <source>Search lessons</source>
            <translation>강의 찾기</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/lessons.py" />
            <source>Search lessons: number, title, program</source>
            <translation>강의 찾기: 번호, 제목, 프로그램</translation>
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
    </context>
    <context>
        <name>Notice</name>
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
            <source>Run again</source>
            <translation>다시 실행</translation>
        </message>
    </context>
    <context>
        <name>Output</name>
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
            <source>Explore</source>
            <translation>탐색</translation>
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
            <source>Step through a program</source>
            <translation>프로그램을 한 스텝씩 따라가기</translation>
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
            <source>Where programs are run from now on</source>
            <translation>이제부터 프로그램을 실행할 장치</translation>
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
            <source>Copy numbers</source>
            <translation>수 복사</translation>
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
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Numbers (CSV)…</source>
            <translation>숫자 (CSV)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Picture (PNG)…</source>
            <translation>그림 (PNG)…</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Pictures (*.png)</source>
            <translation>그림 (*.png)</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Save</source>
            <translation>저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Save the chart</source>
            <translation>그래프 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Save the numbers</source>
            <translation>숫자 저장</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Save the numbers or the chart</source>
            <translation>숫자나 그래프를 저장</translation>
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
            <location filename="../../graphviewer/gui/panels/watch_save.py" />
            <source>Tables (*.csv)</source>
            <translation>표 (*.csv)</translation>
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
            <location filename="../../graphviewer/gui/panels/watch.py" />
            <source>value</source>
            <translation>값</translation>
        </message>
        <message>
            <location filename="../../graphviewer/gui/watch_flow.py" />
            <source>{name} could not be saved.</source>
            <translation>{name}을(를) 저장할 수 없습니다.</translation>
        </message>
    </context>
</TS>
