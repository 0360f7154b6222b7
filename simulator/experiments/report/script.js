"use strict";
// Opens the packed stories: a day of a home, line by line, and every defect. All text goes in as text, never as HTML.

const DATA = JSON.parse(document.getElementById("data").textContent);
const STAGES = ["wake", "asr", "rewrite", "nlu", "resolve", "result"];
const PAGE = 50; // defects shown at a time
const COLUMNS = { arm: 0, stage: 6, kind: 7, reaction: 8, household: 1 }; // what filters look at in a row of the index
const opened = new Map();

// Base64, deflated JSON -> its value.
async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

function home(arm, household) {
  const key = arm + "/" + household;
  if (!opened.has(key)) opened.set(key, unpack(DATA.bundles[key]));
  return opened.get(key);
}

// An element with a class and children; strings become text.
function el(tag, style, ...children) {
  const made = document.createElement(tag);
  if (style) made.className = style;
  made.append(...children.filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

const title = (id) => (id ? id.charAt(0).toUpperCase() + id.slice(1).replaceAll("_", " ") : "");
const room = (id) => (id || "").replaceAll("_", " ");
const quote = (text) => "“" + text + "”";
const clock = (at) => at.slice(11, 16);
const sure = (part) => Math.round(part * 100) + " % sure";

// What was heard, with only the differences marked.
function heardAs(event) {
  if (event.heard === "") return document.createTextNode("nothing");
  if (event.heard === undefined) return document.createTextNode("the log no longer has this turn");
  if (!event.diff) return document.createTextNode(quote(event.heard));
  const made = el("span");
  event.diff.forEach(([sign, text], at) => {
    if (at) made.append(" ");
    made.append(sign === "=" ? text : el(sign === "-" ? "del" : "ins", sign === "-" ? "gone" : "come", text));
  });
  return made;
}

// A day as "2 Mar": from its ISO date.
function shortDay(at) {
  return new Date(at.slice(0, 10) + "T12:00").toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

function reaction(event) {
  if (!event.reaction || event.reaction === "none") return "";
  const why = DATA.reasons[event.because] || event.because;
  const where = event.by && event.part !== null ? ` after ${Math.round(event.part * 100)} % of it` : "";
  return DATA.reactions[event.reaction] + where + (why ? `: ${why}` : "");
}

// One line of a day.
function line(event) {
  const body = el("div");
  if (!("right" in event)) {
    body.append(el("span", "", `The assistant, ${room(event.area)}: `), el("span", "q", quote(event.reply)));
  } else {
    const who = event.who ? `${title(event.who)}, ${room(event.area)}: ` : `Television, ${room(event.area)}: `;
    body.append(el("span", "", who), el("span", "q", quote(event.said)));
    if (event.diff) body.append(" heard ", heardAs(event));
    const did = event.failure === "missed_wake" ? "nothing woke" : (event.did || []).join(", ");
    const answer = event.reply ? el("q", "", event.reply) : null;
    body.append(el("span", "answer", "→ ", did, did && answer ? " · " : "", answer));
    const mark = event.right ? el("span", "ok", "✓ right") : el("span", "bad", "✗ " + DATA.stages[event.failure]);
    body.append(el("div", "meta", mark, reaction(event) ? el("span", "", title(event.who) + " " + reaction(event)) : null));
  }
  return el("div", "line-of-day", el("time", "", clock(event.at)), body);
}

function ticks(event) {
  const first = { missed_wake: "wake", false_wake: "wake" }[event.failure] || event.failure;
  const names = { wake: "wake word", ...DATA.stages };
  const made = el("ul", "ticks");
  const stop = event.failure === "missed_wake" || event.failure === "false_wake";
  STAGES.forEach((stage, at) => {
    if (stage === "rewrite" && !event.rewrite) return;
    if (stop && at > 0) return;
    const right = event.ticks[at] === "1";
    const failing = stage === first;
    // A slip that a later stage repaired, or would have made anyway.
    const slip = !right && (event.right || at < STAGES.indexOf(first));
    const text = `${right ? "✓" : "✗"} ${names[stage]}${failing ? ", failed first" : slip ? ", no matter" : ""}`;
    made.append(el("li", failing ? "first" : right ? "ok" : "", text));
  });
  return made;
}

function facts(rows) {
  const made = el("dl", "facts");
  for (const [name, ...values] of rows) {
    const shown = values.filter((one) => one !== null && one !== "" && one !== undefined);
    if (shown.length) made.append(el("dt", "", name), el("dd", "", ...shown.map((one) => el("div", "", one))));
  }
  return made;
}

// One thing said, and stage by stage what was made of it.
function attempt(event) {
  const made = el("div", "attempt " + (event.right ? "is-ok" : "is-bad"));
  const how = DATA.strategies[event.strategy] ?? event.strategy;
  made.append(el("h4", "", el("time", "", event.at.slice(11)), ` ${event.goal ? "attempt " + event.n + ", " + how : how}`));
  const others = (event.others || []).map(([text, part]) => `or ${quote(text)} (${sure(part)})`);
  const understood = (event.understood || []).map(([intent, slots, part], at) => {
    const good = at === 0 && event.goal ? (event.ticks[3] === "1" ? " ✓" : " ✗") : "";
    return el("span", at ? "need" : "", `${intent}${slots ? " {" + slots + "}" : ""} (${sure(part)})`,
      good ? el("b", event.ticks[3] === "1" ? "ok" : "bad", good) : null);
  });
  const settled = (event.settled || []).map(([intent, slots, targets, reason]) =>
    [intent, slots && "{" + slots + "}", targets && "on " + targets, reason && "— " + reason].filter(Boolean).join(" "));
  const silent = event.failure === "missed_wake";
  const heard = silent ? "nothing: the wake word was missed" : el("span", "", heardAs(event), event.sure === undefined ? "" : ` (${sure(event.sure)})`);
  made.append(facts([
    ["said", quote(event.said)],
    ["meant", event.meant ? `${event.meant}${event.meantSlots ? " {" + event.meantSlots + "}" : ""}` : ""],
    ["heard", heard, ...others],
    ["rewritten", event.rewrite ? quote(event.rewrite) : ""],
    ["understood", ...(understood.length || silent ? understood : ["nothing"])],
    ["resolved", ...settled],
    ["did", ...(event.did || []), ...(event.failed || []).map((one) => "failed: " + one)],
    ["replied", event.reply ? `${quote(event.reply)} (${event.status})` : ""],
    ["judged", ticks(event), event.right ? "" : el("span", "bad", event.note), event.planted ? "fault planted in: " + event.planted : ""],
    ["turn", event.turn],
    ["then", event.goal ? `${title(event.who)} ${reaction(event)}` : "nobody had spoken to it"],
  ]));
  return made;
}

// The whole story of a goal, or of one turn that nobody meant.
function story(bundle, goalId, turn) {
  const made = el("div", "story");
  const goal = bundle.goals[goalId];
  const events = bundle.events.filter((one) => (goalId ? one.goal === goalId : one.turn === turn));
  if (goal) {
    made.append(facts([
      ["wanted", el("b", "", goal.caption), ...goal.want],
      ["because", goal.need],
      ["in the end", events.some((one) => one.reached) ? el("span", "ok", "reached") : el("span", "bad", goal.supported ? "not reached" : "nobody here can do it")],
    ]));
  }
  made.append(...events.map(attempt));
  return made;
}

// A <details> that fills itself when it is first opened; the address then leads back to it, if it has a link.
function opening(summary, fill, link) {
  const made = el("details", "", el("summary", "", summary));
  made.addEventListener("toggle", async () => {
    if (made.open && made.childElementCount === 1) made.append(await fill());
    if (made.open && link) history.replaceState(null, "", "#" + link);
  });
  return made;
}

function select(name, options, label) {
  const made = el("select");
  made.name = name;
  for (const [value, text] of options) made.append(new Option(text, value));
  return el("label", "", label, made);
}

// Life in the homes
const which = document.getElementById("which");
const arms = DATA.arms.map((one) => [one, one]);
which.append(
  ...(arms.length > 1 ? [select("arm", arms, "Arm")] : []),
  select("household", DATA.households.map((one) => [one, one]), "Household"),
  select("day", DATA.days.map((one) => [one, new Date(one + "T12:00").toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })]), "Day"),
);
const another = el("button", "", "Next home");
another.type = "button";
another.addEventListener("click", () => {
  const homes = which.elements.household;
  homes.selectedIndex = (homes.selectedIndex + 1) % homes.options.length;
  showDay();
});
which.append(another);
which.addEventListener("change", showDay);
which.addEventListener("submit", (event) => event.preventDefault());

async function showDay() {
  const arm = which.elements.arm ? which.elements.arm.value : DATA.arms[0];
  const household = which.elements.household.value;
  const day = which.elements.day.value;
  const place = document.getElementById("timeline");
  if (!household) return;
  const bundle = await home(arm, household);
  const events = bundle.events.filter((one) => one.at.startsWith(day));
  place.replaceChildren();
  if (DATA.people[household]) place.append(el("p", "lives", DATA.people[household]));
  if (!events.length) place.append(el("p", "note", "Nobody spoke to it on this day."));
  let last = "";
  for (const event of events) {
    const goal = bundle.goals[event.goal];
    if (goal && event.goal !== last) place.append(el("p", "goal", goal.caption + (goal.need ? " · " + goal.need : "")));
    last = event.goal;
    place.append("right" in event ? opening(line(event), () => el("div", "story", attempt(event))) : line(event));
  }
}

// Defects
const filters = document.getElementById("filters");
const list = document.getElementById("list");
let rows = [];
let shown = PAGE;

function count(column, name) {
  const at = COLUMNS[column];
  const found = new Map();
  for (const row of rows) found.set(row[at], (found.get(row[at]) || 0) + 1);
  const ordered = [...found].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
  return [["", "all"], ...ordered.map(([value, times]) => [value, `${name(value)} (${times})`])];
}

async function begin() {
  rows = await unpack(DATA.index);
  const plain = (one) => one;
  filters.append(
    ...(arms.length > 1 ? [select("arm", count("arm", (at) => DATA.arms[at]), "Arm")] : []),
    select("stage", count("stage", (one) => DATA.stages[one]), "Failed first"),
    select("kind", count("kind", plain), "Kind"),
    select("reaction", count("reaction", (one) => DATA.reactions[one]), "What they did next"),
    select("household", count("household", plain), "Household"),
  );
  const search = el("input");
  search.type = "search";
  search.name = "text";
  search.placeholder = "words said, wanted, noted";
  filters.append(el("label", "", "Text", search));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", () => { shown = PAGE; showDefects(); });
  showDefects();
  await showDay();
  follow();
  window.addEventListener("hashchange", follow);
}

function passes(row) {
  for (const [name, at] of Object.entries(COLUMNS)) {
    const chosen = filters.elements[name] ? filters.elements[name].value : "";
    if (chosen !== "" && String(row[at]) !== chosen) return false;
  }
  const text = filters.elements.text.value.trim().toLowerCase();
  return !text || (row[9] + " " + row[10] + " " + row[11]).toLowerCase().includes(text);
}

function showDefects() {
  const found = rows.filter(passes);
  document.getElementById("found").textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} defects`;
  list.replaceChildren(...found.slice(0, shown).map(defect));
  if (found.length > shown) {
    const more = el("button", "", "Show more");
    more.type = "button";
    more.addEventListener("click", () => { shown += PAGE; showDefects(); });
    list.append(el("p", "", more));
  }
}

function defect(row) {
  const [arm, household, at, goal, , turn, stage, , reacted, caption, said, note] = row;
  const head = el("div", "line-of-day", el("time", "", shortDay(at), el("br"), clock(at)),
    el("div", "", el("span", "q", caption), el("span", "answer", el("q", "", said)),
      el("div", "meta", el("span", "bad", "✗ " + DATA.stages[stage]), el("span", "", note),
        el("span", "", DATA.reactions[reacted]), el("span", "", household + (arms.length > 1 ? ", " + DATA.arms[arm] : "")))));
  return opening(head, async () => story(await home(DATA.arms[arm], household), goal, turn), address(row));
}

const address = (row) => "defect=" + encodeURIComponent([row[0], row[1], row[3], row[4], row[5]].join("|"));

// Opens the defect that the address names, above the others.
function follow() {
  const row = location.hash.startsWith("#defect=") && rows.find((one) => "#" + address(one) === location.hash);
  if (!row) return;
  const made = defect(row);
  list.prepend(made);
  made.open = true;
  document.getElementById("defects").scrollIntoView();
}

// Which arm's plots are shown, and homes named in the tables
const arm = document.getElementById("arm");
if (arm) arm.addEventListener("change", () => {
  for (const one of document.querySelectorAll(".arm")) one.hidden = one.dataset.arm !== arm.value;
});
for (const button of document.querySelectorAll("[data-home]")) {
  button.addEventListener("click", async () => {
    which.elements.household.value = button.dataset.home;
    if (arm) which.elements.arm.value = arm.value;
    await showDay();
    document.getElementById("homes").scrollIntoView();
    which.elements.household.focus({ preventScroll: true });
  });
}
begin();
