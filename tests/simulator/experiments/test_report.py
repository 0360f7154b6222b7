"""The report of an experiment: one page, closed in itself, in which every defect can be opened."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assistant.files import InputError
from simulator.experiments.report import write_report
from simulator.experiments.report.data import load
from simulator.experiments.report.people import sentence
from simulator.experiments.report.stories import gather, marked, unpacked
from simulator.experiments.report.svg import rounds
from simulator.households.values import Day, Household, Resident, Tastes
from simulator.setting import load_home
from tests.simulator.experiments.made import make

VOID = {"meta", "br", "input", "link", "img", "hr"}


class Page(HTMLParser):
    """Reads a page strictly: every tag that is opened is closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.plain: list[str] = []
        self.data: Any = None
        self._in_data = False
        self.feed(text)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [given[name] or "" for name in ("src", "href") if name in given]
        self._in_data = given.get("id") == "data"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data, self._in_data = json.loads(data), False
        elif self.open[-1:] not in (["script"], ["style"]):
            self.plain.append(data)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make(tmp_path_factory.mktemp("experiment"), households=2, days=2, arms=("plain", "<i>other</i>"))
    write_report(folder)
    return folder


@pytest.fixture(scope="module")
def page(out: Path) -> Page:
    return Page((out / "report.html").read_text("utf-8"))


def test_the_page_reaches_for_nothing_outside_itself(out: Path, page: Page) -> None:
    text = (out / "report.html").read_text("utf-8")
    assert page.links
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"https?://|@import|url\(", text)


def test_the_same_files_give_the_same_bytes(out: Path) -> None:
    before = (out / "report.html").read_bytes()
    write_report(out)
    assert (out / "report.html").read_bytes() == before


def test_words_of_people_never_become_markup(out: Path, page: Page) -> None:
    text = (out / "report.html").read_text("utf-8")
    assert "<i>other" not in text
    assert "<i>other</i>" in page.plain


def test_it_is_headed_by_the_experiment_s_name(page: Page) -> None:
    assert page.plain.count("made by hand") == 2  # the window's title, and the heading


def test_its_figures_are_those_of_the_files(out: Path, page: Page) -> None:
    results = load(out)
    plain = [one for one in results.said if one.arm == "plain"]
    wrong = sum(not one.right for one in plain) / len(plain)
    assert f"{wrong * 100:.1f}\u00a0%" in page.plain


def test_a_defect_can_be_opened_with_all_that_belongs_to_it(page: Page) -> None:
    rows = unpacked(page.data["index"])
    row = next(one for one in rows if one[6] == "asr")
    bundle = unpacked(page.data["bundles"][f"{page.data['arms'][row[0]]}/{row[1]}"])
    goal = bundle["goals"][row[3]]
    first, second = (one for one in bundle["events"] if one["goal"] == row[3])
    assert goal["caption"] == "Ana wants the hall light on"
    assert goal["want"] == ["light.hall", "light.hall: state on", "by HassTurnOn"]
    assert first["diff"] == [["=", "turn on the"], ["-", "hall"], ["+", "whole"], ["=", "light"]]
    assert (first["failure"], first["note"]) == ("asr", "what asr made of it")
    assert first["ticks"] == "100000"
    assert (first["reaction"], first["because"]) == ("rephrases", "wrong")
    assert (second["n"], second["right"], second["did"]) == (2, True, ["turn_on light.hall"])


def test_a_missed_wake_is_told_although_there_is_no_turn(page: Page) -> None:
    bundle = unpacked(page.data["bundles"]["plain/h00000"])
    missed = [one for one in bundle["events"] if one["failure"] == "missed_wake"]
    assert len(missed) == 2
    assert all("heard" not in one and one["turn"] == "" for one in missed)


def test_every_defect_of_the_households_shown_is_listed(out: Path, page: Page) -> None:
    defects = sum(not one.right for one in load(out).said)
    assert len(unpacked(page.data["index"])) == defects


def test_what_would_be_too_much_is_left_out_by_whole_households(out: Path) -> None:
    stories = gather(load(out), largest=1)
    assert len(stories.households) == 1
    assert {key.split("/")[-1] for key in stories.bundles} == set(stories.households)
    assert {row[1] for row in unpacked(stories.index)} == set(stories.households)


@pytest.mark.parametrize(
    ("said", "heard", "parts"),
    [
        ("lights on", "lights on", [["=", "lights on"]]),
        ("lights on", "on", [["-", "lights"], ["=", "on"]]),
        ("", "never come back", [["+", "never come back"]]),
    ],
)
def test_what_was_heard_is_marked_word_for_word(said: str, heard: str, parts: list[list[str]]) -> None:
    assert marked(said, heard) == parts


def test_a_folder_without_an_experiment_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"experiment.json: is not there; run `ambient simulate` first"):
        write_report(tmp_path)


def test_a_file_that_lacks_a_column_is_named(out: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    for name in ("experiment.json", "summary.json", "truths.parquet", "verdicts.parquet", "turns.parquet"):
        (tmp_path / name).write_bytes((out / name).read_bytes())
    verdicts = pq.read_table(tmp_path / "verdicts.parquet").drop_columns(["note"])
    pq.write_table(verdicts, tmp_path / "verdicts.parquet")
    with pytest.raises(InputError, match=r"verdicts.parquet: lacks the columns note"):
        write_report(tmp_path)


def test_signals_of_trouble_stand_with_precision_and_recall(tmp_path: Path) -> None:
    out = make(tmp_path, households=1, days=1)
    row = {"signal": "barge_in", "speaks_for": "defect", "fired": 7, "precision": 0.625, "recall": 0.25, "weight": 0.8}
    (out / "summary.json").write_text(json.dumps({"friction": [row]}))
    write_report(out)
    words = Page((out / "report.html").read_text("utf-8")).plain
    assert "barge in" in words
    assert {"62.5\u00a0%", "25.0\u00a0%"} <= set(words)


def test_who_lives_in_a_home_is_told_in_one_sentence() -> None:
    resident = Resident("ana", "Ana", "adult", Day(7, 8.5, 17.25, 23), Day(8, None, None, 23), Tastes())
    household = Household("h00001", "1/h00001", load_home(), (resident,), 20.0, ((19.0, 22.5),))
    assert sentence(household) == (
        "Ana, an adult, out 08:30 to 17:15 on working days. 8 rooms on 2 floors; the television talks 19:00 to 22:30."
    )


def test_wins_and_losses_against_the_first_arm_are_told(tmp_path: Path) -> None:
    out = make(tmp_path, households=1, days=1, arms=("plain", "other"))
    change = {"value": -0.031, "low": -0.05, "high": -0.011}
    counts = {"wins": 763, "losses": 91, "paired": 3662, "only_first": 5, "only_this": 7, "differing_turns": 12}
    against = {"first": "plain", "arms": {"other": {**counts, "defect_rate_difference": change}}}
    (out / "summary.json").write_text(json.dumps({"against": against}))
    write_report(out)
    assert {"763", "91", "3,662", "-3.1", "-5.0 to -1.1"} <= set(Page((out / "report.html").read_text("utf-8")).plain)


@pytest.mark.parametrize(
    ("value", "text"), [(2100.0, "2,100"), (37.5, "37.5"), (60.0, "60"), (0.0504, "0.05"), (5.62, "5.62"), (0.0, "0")]
)
def test_figures_in_plots_have_no_decimals_that_say_nothing(value: float, text: str) -> None:
    assert rounds(value, by=1)[1][1] == text


def _counts(of: dict[str, int], **more: Any) -> dict[str, Any]:
    return {"wins": 0, "losses": 0, "both_right": 0, "both_wrong": 0, "used": 0, "held": 0, **of, **more}


def _rewriting() -> dict[str, Any]:
    """What `rewriting.summary` and `mending` write, of three arms."""
    change = {"value": -0.243, "low": -0.264, "high": -0.222}
    rate = {"value": 0.34, "low": 0.32, "high": 0.36}
    rule = {
        "rule": "r1", "heard": "set the <lamp> going", "text": "turn on the lamp", "source": "global",
        "households": 6, "sessions": 11, "chance": 0.87, "kept": 0.12, "uses": 41, **_counts({"wins": 38, "losses": 2}),
    }  # fmt: skip
    harm = {**rule, "rule": "r2", "heard": "stop", "uses": 7, "wins": 1, "losses": 6}
    unused = {**rule, "rule": "r3", "heard": "never heard here", "uses": 0, "why": "refused"}
    rules = {"used": 2, "most_used": [rule, harm], "worst": [harm], "withdrawn": [{**harm, "why": "refused"}, unused]}
    nothing = {"used": 0, "most_used": [], "worst": [], "withdrawn": []}
    common = {"fired_on_right": {"share": 0.031}, "defect_rate": rate, "against_first": change, "right_to_wrong": None}
    common |= {"right_to_wrong_low": None, "parts": {f"week {week}": {"defect_rate": rate} for week in (1, 2)}}
    used = _counts(
        {"used": 48, "wins": 39, "losses": 8}, **{**common, "right_to_wrong": 4.875, "right_to_wrong_low": 2.3}
    )
    ends = {"share": {"value": 0.81, "low": 0.79, "high": 0.83}, "defects": 100}
    stages = {
        "asr": {"mended": 50, "not_needed": 31, "left": 9},
        "false_wake": {"mended": 0, "not_needed": 0, "left": 10},
    }
    learnt = {**ends, "mended": 20, "not_needed": 6, "left": 74, "stages": stages}
    oracle = {**ends, "mended": 50, "not_needed": 31, "left": 19, "stages": stages}
    return {
        "rewriting": {"arms": {
            "off": _counts({}, **common, rules=nothing),
            "learnt": {**used, "rules": rules, "stale": {"rules": 3, "median_uses": 2.0}},
            "oracle": {**used, "rules": nothing},
        }},
        "mended": {"learnt": learnt, "oracle": oracle},
        "poisoned": ["r2"],
    }  # fmt: skip


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = make(tmp_path_factory.mktemp("learnt"), households=1, days=1, arms=("off", "learnt", "oracle"))
    experiment = json.loads((out / "experiment.json").read_text())
    experiment["arms"]["oracle"]["rewriter"] = "oracle"
    (out / "experiment.json").write_text(json.dumps(experiment))
    (out / "summary.json").write_text(json.dumps(_rewriting()))
    write_report(out)
    text = (out / "report.html").read_text("utf-8")
    Page(text)
    return text[text.index('<section id="learnt">') : text.index('<section id="homes">')]


@pytest.mark.parametrize(
    "words",
    [
        "39\u00a0:\u00a08",
        "at least 2.3",
        "-24.3\u00a0%",
        "-26.4 to -22.2",
        "<q>set the &lt;lamp&gt; going</q> → <q>turn on the lamp</q>",
        "11 sessions <small>in 6 homes</small>",
        "12\u00a0→\u00a087\u00a0%",
        "somebody in the home refused it",
        "1 of the rules for all homes is one on which colluders agreed.",
        "3 of their homes&#x27; own rewrites no longer fitted; half of them were used at most 2 more times.",
    ],
)
def test_what_was_learnt_is_told_with_its_evidence(learnt: str, words: str) -> None:
    assert words in learnt


def test_a_rule_that_the_arm_never_used_is_not_told_as_given_up_there(learnt: str) -> None:
    assert "never heard here" not in learnt


def test_what_was_not_mended_is_parted_by_what_the_oracle_could(learnt: str) -> None:
    picture = learnt[learnt.index("What could be mended") : learnt.index("Which failures oracle mends")]
    parts = re.findall(r"<title>([a-z ,]+): ([0-9.]+)</title>", picture)
    assert parts == [
        ("mended", "20"), ("not needed any more", "6"), ("left, although a rewrite could", "55"),
        ("no rewrite could", "19"),
        ("mended", "50"), ("not needed any more", "31"), ("no rewrite could", "19"),
    ]  # fmt: skip


def test_each_arm_has_its_interval_in_each_week(learnt: str) -> None:
    assert learnt.count('class="upright') == 3 * 2


def test_where_nothing_was_rewritten_it_says_so(out: Path) -> None:
    assert "Nothing was rewritten in this experiment" in (out / "report.html").read_text("utf-8")
