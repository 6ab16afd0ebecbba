"""Two processes that take from one heap take everything, and nothing twice."""

from __future__ import annotations

import multiprocessing

import pytest

pytest.importorskip("fcntl", reason="processes as copies")

from docgen.partner.heap import Heap


def take_all(heap: Heap, answer: multiprocessing.connection.Connection) -> None:
    answer.send(list(heap))


def test_numbers_are_taken_in_the_order_in_which_they_were_put() -> None:
    heap = Heap()
    heap.put([5, 3, 65_535, 0])
    heap.put([3])
    assert list(heap) == [5, 3, 65_535, 0, 3]
    assert list(heap) == []


def test_what_is_cleared_is_taken_by_nobody() -> None:
    heap = Heap()
    heap.put(range(10))
    heap.clear()
    assert list(heap) == []


def test_two_processes_take_every_number_once() -> None:
    heap, context = Heap(), multiprocessing.get_context("fork")
    heap.put(range(20_000))
    here, there = context.Pipe()
    other = context.Process(target=take_all, args=(heap, there))
    other.start()
    ours = list(heap)
    theirs = here.recv()
    other.join()
    assert sorted(ours + theirs) == list(range(20_000))
    assert (ours, theirs) == (sorted(ours), sorted(theirs))
