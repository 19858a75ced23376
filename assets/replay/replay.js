"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const marks = [...at("marks").children];
  const lines = [...at("program").querySelectorAll("li")];
  const steps = data.steps, cards = data.cards, words = data.words, first = data.first;
  const MATHS = "http://www.w3.org/1998/Math/MathML", SVG = "http://www.w3.org/2000/svg";
  const PACE = 1200, READABLE = 0.55;
  let now = 0, zoom = 0, whole = false, playing = 0, picked = -1, followed = -1;

  // what a program wrote is only ever set as text
  const element = (space, tag, about, inside) => {
    const made = space ? document.createElementNS(space, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(about)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const maths = (tree) => typeof tree === "string" ? tree
    : element(MATHS, tree[0], tree[1], tree.slice(2).map(maths));

  const rows = cards.map((card, number) => {
    const name = element("", "button", { type: "button" }, [card.name]);
    name.addEventListener("click", () => pick(picked === number ? -1 : number));
    const row = element("", "tr", {}, [
      element("", "td", {}, [name]),
      element("", "td", { class: "value" }, []),
      element("", "td", { class: "grad" }, []),
    ]);
    return row;
  });

  const saying = (card, step) => {
    let low = 0, high = card.says.length - 1;
    if (step < card.says[0][0] || step > card.last) return null;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (card.says[middle][0] <= step) low = middle; else high = middle - 1;
    }
    return card.says[low];
  };

  const toggle = (step) => {
    for (const place of steps[step].t) marks[place].classList.toggle("h");
  };

  const go = (step) => {
    step = Math.max(0, Math.min(steps.length - 1, step));
    while (now < step) toggle(++now);
    while (now > step) toggle(now--);
    tell();
  };

  const tell = () => {
    const step = steps[now], number = now + first;
    const place = words.place.replace("{step}", number + 1).replace("{count}", data.count);
    at("place").textContent = `${place} · ${step.phase}`;
    at("head").textContent = step.head;
    at("phrase").textContent = step.phrase;
    at("why").textContent = step.why;
    at("maths").className = step.kind;
    at("maths").replaceChildren(...step.maths.flatMap(([label, tree, plain]) => {
      const shown = maths(tree);
      shown.setAttribute("aria-label", plain);
      const line = element("", "div", {}, [shown]);
      return label ? [element("", "p", {}, [label]), line] : [line];
    }));
    lines.forEach((line, count) => {
      const here = count + 1 === step.line;
      line.className = here ? `now ${step.kind}` : "";
      if (here) line.setAttribute("aria-current", "step"); else line.removeAttribute("aria-current");
    });
    reveal(lines[step.line - 1]);
    const timeline = at("timeline");
    timeline.value = String(now);
    timeline.setAttribute("aria-valuetext", `${place}, ${step.head} ${step.phrase}`);
    at("first").disabled = at("back").disabled = now === 0;
    at("last").disabled = at("next").disabled = now === steps.length - 1;
    [...at("bands").children].forEach((band) =>
      band.classList.toggle("later", Number(band.dataset.from) > now));
    fill(number);
    if (now !== followed) { followed = now; size(); }
    if (playing && now === steps.length - 1) play(false);
  };

  const reveal = (line) => {
    if (!line) return;
    const box = at("program"), top = line.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + line.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = top - box.clientHeight / 2;
  };

  const fill = (number) => {
    const shown = [];
    cards.forEach((card, place) => {
      const said = saying(card, number);
      if (!said || (!said[1] && !said[2])) return;
      const row = rows[place];
      row.className = (said[3] ? "later" : "") + (place === picked ? " picked" : "");
      row.children[1].textContent = said[1];
      row.children[2].textContent = said[2];
      row.children[2].className = said[4] ? "grad" : "";
      const [name, about] = said.length > 5 ? said.slice(5) : [card.name, card.about];
      row.querySelector("button").textContent = name;
      row.querySelector("button").title = about;
      shown.push(row);
    });
    const body = at("rows"), focused = document.activeElement;
    if (shown.length !== body.children.length || shown.some((row, k) => row !== body.children[k])) {
      body.replaceChildren(...shown);
      if (focused && focused.isConnected) focused.focus();
    }
    frame(number);
  };

  const frame = (number) => {
    const card = cards[picked], shown = card && saying(card, number);
    at("frame").setAttribute("visibility", shown ? "visible" : "hidden");
    if (!shown) return;
    const [x, y, wide, high] = card.box;
    const box = { x: x - 5, y: y - 5, width: wide + 10, height: high + 10 };
    for (const [name, value] of Object.entries(box)) at("frame").setAttribute(name, value);
  };

  const pick = (number) => {
    picked = number;
    fill(now + first);
    const row = rows[number];
    if (row && row.isConnected) row.scrollIntoView({ block: "nearest" });
  };

  const play = (wanted) => {
    clearInterval(playing);
    playing = 0;
    if (wanted) {
      if (now === steps.length - 1) go(0);
      playing = setInterval(() => go(now + 1), PACE);
    }
    at("play").classList.toggle("playing", wanted);
    const word = wanted ? words.pause : words.play;
    at("play").title = word;
    at("play").setAttribute("aria-label", word);
  };

  const size = () => {
    const picture = at("picture"), room = at("scroll"), box = picture.viewBox.baseVal;
    const fitting = Math.min(room.clientWidth / box.width, room.clientHeight / box.height, 1.6);
    // what would be too small to read is shown larger, where the step is
    const scale = zoom || (whole ? fitting : Math.max(fitting, READABLE));
    picture.setAttribute("width", box.width * scale);
    picture.setAttribute("height", box.height * scale);
    follow(scale);
    return scale;
  };
  const follow = (scale) => {
    const room = at("scroll"), [x, y, wide, high] = steps[now].at;
    if (wide === undefined) return;
    const edge = 30, sides = [["scrollLeft", "clientWidth", x, wide], ["scrollTop", "clientHeight", y, high]];
    for (const [scrolled, shown, from, long] of sides) {
      const low = from * scale - edge, top = (from + long) * scale + edge;
      if (low < room[scrolled] || top > room[scrolled] + room[shown])
        room[scrolled] = (low + top - room[shown]) / 2;
    }
  };
  const fit = () => { zoom = 0; whole = true; size(); };
  const zoomed = (factor) => { zoom = Math.min(8, Math.max(0.05, size() * factor)); size(); };

  const keys = {
    ArrowLeft: () => go(now - 1), ArrowRight: () => go(now + 1),
    PageUp: () => go(now - 1), PageDown: () => go(now + 1),
    Home: () => go(0), End: () => go(steps.length - 1),
    " ": () => play(!playing), Escape: () => pick(-1),
    "+": () => zoomed(1.25), "=": () => zoomed(1.25), "-": () => zoomed(0.8),
    "0": () => fit(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = event.target.closest("button");
    if (pressed && (event.key === " " || event.key === "Enter")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); if (event.key !== " ") play(false); act(); }
  });
  const buttons = {
    first: () => go(0), back: () => go(now - 1), next: () => go(now + 1),
    last: () => go(steps.length - 1), larger: () => zoomed(1.25), smaller: () => zoomed(0.8),
    fit: () => fit(),
  };
  for (const [id, act] of Object.entries(buttons))
    at(id).addEventListener("click", () => { play(false); act(); });
  at("play").addEventListener("click", () => play(!playing));
  at("timeline").max = String(steps.length - 1);
  at("line").style.setProperty("--half", `${50 / steps.length}%`);  // under the middle of its band
  at("timeline").addEventListener("input", (event) => { play(false); go(Number(event.target.value)); });
  at("bands").addEventListener("click", (event) => {
    const box = at("bands").getBoundingClientRect();
    play(false);
    go(Math.floor((event.clientX - box.left) / box.width * steps.length));
  });
  at("picture").addEventListener("click", (event) => {
    const scale = at("picture").getBoundingClientRect(), box = at("picture").viewBox.baseVal;
    const x = (event.clientX - scale.left) / scale.width * box.width;
    const y = (event.clientY - scale.top) / scale.height * box.height;
    pick(cards.findLastIndex((card) => saying(card, now + first)
      && x >= card.box[0] && x <= card.box[0] + card.box[2]
      && y >= card.box[1] && y <= card.box[1] + card.box[3]));
  });
  at("bands").setAttribute("viewBox", `0 0 ${steps.length} 1`);
  for (let from = 0; from < steps.length; from++) {
    const kind = steps[from].kind;
    at("bands").append(element(SVG, "rect",
      { x: from + 0.04, width: 0.92, height: 1, class: kind, "data-from": from }, []));
  }
  addEventListener("resize", size);
  size();
  tell();
})();
