"""listening, address and the options, without a running chat (see test_chat_in_browser.py)."""

import socket

import pytest
from streamlit import config

from ingest.errors import CannotServe
from ui.server import OPTIONS, address, listening


def test_a_port_in_use_is_refused_with_its_number_and_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        words = rf"^port {port}: is in use already.* --port\.$"
        with pytest.raises(CannotServe, match=words), listening("127.0.0.1", port):
            pass


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_number_that_is_no_port_is_refused(port):
    with pytest.raises(CannotServe, match="is no port"), listening("127.0.0.1", port):
        pass


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "300.1.1.1"])
def test_an_address_of_another_machine_is_refused(host):
    words = "is not an address of this machine"
    with pytest.raises(CannotServe, match=words), listening(host, 0):
        pass


def test_port_0_takes_a_free_one():
    with listening("127.0.0.1", 0) as listener:
        assert listener.getsockname()[1] > 0


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),
        ("::1", "http://[::1]:8501"),
        ("::", "http://localhost:8501"),
    ],
)
def test_the_address_said_can_be_opened(host, expected):
    assert address(host, 8501) == expected


def test_every_option_is_one_that_streamlit_knows():
    assert OPTIONS.keys() <= config.get_config_options().keys()


def test_readers_are_not_counted_and_see_no_tracebacks():
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["client.showErrorDetails"] == "none"


def test_no_folder_and_no_variable_can_loosen_who_signs_in_or_uploads():
    assert OPTIONS["secrets.files"] == []
    assert OPTIONS["server.enableXsrfProtection"] is True
    assert OPTIONS["server.enableCORS"] is True
    assert OPTIONS["server.maxUploadSize"] == 100
