"""Work aside is done in order, gives its result or raises, and goes on in a child process."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from docgen.aside import aside, on_one_core


def thread_of_work() -> int:
    """The thread in which work is done that nobody waits for before it has begun."""
    begun = threading.Event()

    def work() -> int:
        begun.set()
        return threading.get_ident()

    wait = aside(work)
    assert begun.wait(10)
    return wait()


def test_the_result_comes_from_another_thread() -> None:
    assert thread_of_work() != threading.get_ident()


def test_the_result_can_be_asked_for_again() -> None:
    wait = aside(sorted, [3, 1, 2], reverse=True)
    assert wait() == [3, 2, 1]
    assert wait() is wait()


def test_what_is_asked_for_first_is_begun_first() -> None:
    done: list[int] = []
    waits = [aside(done.append, number) for number in range(50)]
    waits[-1]()
    for wait in waits:
        wait()
    assert sorted(done) == list(range(50))
    assert [number for number in done if number != 49] == list(range(49))


def test_whoever_waits_for_what_is_not_begun_does_it_once() -> None:
    begun, go_on, done = threading.Event(), threading.Event(), []

    def hold_up() -> None:
        begun.set()
        assert go_on.wait(10)

    def work() -> int:
        done.append(1)
        return threading.get_ident()

    first, second = aside(hold_up), aside(work)
    assert begun.wait(10)
    assert second() == second() == threading.get_ident()
    go_on.set()
    first()
    assert done == [1]


def test_error_of_what_is_done_by_whoever_waits_is_raised() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold_up() -> None:
        begun.set()
        assert go_on.wait(10)

    first, second = aside(hold_up), aside(int, "no number")
    assert begun.wait(10)
    with pytest.raises(ValueError, match="no number"):
        second()
    go_on.set()
    first()


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    wait = aside(int, "no number")
    with pytest.raises(ValueError, match="no number"):
        wait()


def test_on_one_core_it_is_done_once_and_by_whoever_waits_for_it() -> None:
    done: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        return threading.get_ident()

    with on_one_core():
        wait = aside(work, 7)
    assert done == []
    assert wait() == wait() == threading.get_ident()
    assert done == [7]
    assert thread_of_work() != threading.get_ident()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_child_has_a_thread_of_its_own() -> None:
    aside(int)()
    child = os.fork()
    if child == 0:
        os._exit(aside(int, "7")())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
