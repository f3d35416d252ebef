"""What a form may say about itself: how far it is."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator

from slc_site.model.form_state import FormState
from slc_site.read.values import choice

StateWord = Annotated[
    FormState, PlainValidator(choice({state.word: state for state in FormState}, "how far this form is"))
]
STATE_SPELLINGS = {"status": "state"}
"""Posts and goals have a `status`: who has just written one means the same."""
