"""The environment becomes settings, read once and checked."""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from ingest.errors import BadSettings

PREFIX = "P4C_"
ADDRESS = r"^https?://\S+$"


class Settings(BaseModel):
    """Where everything lies, and who judges. Each field is set by the variable P4C_<FIELD>."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: Path = Field(
        default=Path("corpus"), description="Folder with documents/, catalogue/ and languages/."
    )
    home: Path = Field(
        default=Path(".p4c"),
        description="Folder for index, vectors, model, accounts of staff and journal.",
    )
    embedding: Path | None = Field(
        default=None,
        description="Folder with model.onnx and tokenizer.json to use instead of the built-in one.",
    )
    judge_url: str | None = Field(
        default=None,
        pattern=ADDRESS,
        description="OpenAI-compatible address (it often ends in /v1) for p4c eval judge.",
    )
    judge_model: str | None = Field(
        default=None, description="Name of the model to ask at that address."
    )
    judge_key: SecretStr | None = Field(
        default=None, description="Key for that address, if it wants one."
    )
    keep_questions: bool = Field(
        default=True,
        description="Whether questions without an answer are kept for staff: yes or no.",
    )
    staff: str | None = Field(
        default=None,
        description="E-mail addresses of staff, with commas between them, for OpenID Connect.",
    )
    public_url: str | None = Field(
        default=None,
        pattern=ADDRESS,
        description="Address at which browsers reach the chat, for OpenID Connect.",
    )
    oidc_metadata_url: str | None = Field(
        default=None,
        pattern=ADDRESS,
        description="The provider's address that ends in /.well-known/openid-configuration.",
    )
    oidc_client_id: str | None = Field(
        default=None, description="What the provider calls the chat."
    )
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="The chat's own password at the provider."
    )

    @property
    def staff_addresses(self) -> tuple[str, ...]:
        """The addresses of `staff`, one by one."""
        named = (self.staff or "").split(",")
        return tuple(address.strip() for address in named if address.strip())


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        BadSettings: a P4C_* variable is empty, has a wrong value or names no setting
            (pydantic-settings would ignore the last in silence, so a typo would go unnoticed).
    """
    values: dict[str, str] = {}
    for name, value in (os.environ if environment is None else environment).items():
        if not name.startswith(PREFIX):
            continue
        field = name.removeprefix(PREFIX).lower()
        if field not in Settings.model_fields:
            near = difflib.get_close_matches(field, Settings.model_fields, n=1, cutoff=0.0)
            raise BadSettings(f"{name}: no such setting. Did you mean {PREFIX}{near[0].upper()}?")
        if not value.strip():
            raise BadSettings(f"{name}: is empty. Give it a value, or unset it.")
        values[field] = value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        # The value is not shown: it may hold a password.
        first = error.errors()[0]
        wrong = str(first["loc"][0]).upper()
        problem = (
            "is neither yes nor no. Give it one of these."
            if first["type"] == "bool_parsing"
            else "is no address. Give it one that begins with http:// or https://."
        )
        raise BadSettings(f"{PREFIX}{wrong}: {problem}") from None
