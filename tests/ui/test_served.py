"""The hand-over between server and pages."""

import subprocess
import sys


def test_a_page_without_a_server_says_how_to_start_one():
    code = (
        "from ingest.errors import CannotServe\n"
        "from ui.served import served_assistant\n"
        "try: served_assistant()\n"
        "except CannotServe as error: print(error)"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "p4c chat" in run.stdout


def test_the_pages_get_what_the_server_opened(assistant):
    from ui.served import hand_over, served_assistant

    hand_over(assistant)

    assert served_assistant() is assistant


def test_the_pages_share_one_run_and_only_this_machine_may_start_it(assistant):
    from ui.served import THIS_MACHINE, hand_over, served_parts

    served = hand_over(assistant)

    assert served_parts().running is served.running
    assert served.is_local is False
    assert "0.0.0.0" not in THIS_MACHINE


def test_people_can_sign_in_by_a_provider_only_where_one_is_configured(assistant, tmp_path):
    from assistant.settings import Settings
    from ui.served import hand_over

    address = "https://id.example.ee/.well-known/openid-configuration"

    assert not hand_over(assistant, Settings(home=tmp_path)).has_openid
    assert hand_over(assistant, Settings(home=tmp_path, oidc_metadata_url=address)).has_openid
