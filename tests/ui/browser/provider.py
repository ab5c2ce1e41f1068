"""A small OpenID Connect provider on this machine; it vouches for whoever it is told to."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "p4c"


class Provider:
    """Who is signed in at the provider, and the keys that it signs its word with."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, auto_kid=False)
        self.person = {"email": "mari@example.ee", "email_verified": True}
        self.address = ""
        self.nonces = {}

    def metadata(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/end",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self):
        return {"keys": [self.key.as_dict(private=False)]}

    def code_for(self, asked):
        """Where the browser goes next: back to the chat, with a code."""
        code = f"code{len(self.nonces)}"
        self.nonces[code] = asked["nonce"][0]
        return f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}"

    def token_for(self, code):
        now = int(time.time())
        said = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "1",
            "iat": now,
            "exp": now + 600,
            "nonce": self.nonces.pop(code),
        }
        word = jwt.encode({"alg": "RS256", "kid": "one"}, said | self.person, self.key)
        return {"id_token": word, "access_token": "none", "token_type": "Bearer"}


class Answers(BaseHTTPRequestHandler):
    """Answers the chat and the browser for the provider of its server."""

    def do_GET(self):
        provider, url = self.server.provider, urlsplit(self.path)
        asked = parse_qs(url.query)
        match url.path:
            case "/.well-known/openid-configuration":
                self.answer(provider.metadata())
            case "/keys":
                self.answer(provider.keys())
            case "/authorize":
                self.go_to(provider.code_for(asked))
            case "/end":
                self.go_to(asked["post_logout_redirect_uri"][0])

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer(self.server.provider.token_for(sent["code"][0]))

    def go_to(self, address):
        self.send_response(302)
        self.send_header("Location", address)
        self.end_headers()

    def answer(self, record):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(record).encode())

    def log_message(self, *_):
        pass


@contextmanager
def running_provider():
    """A provider that answers at `address`."""
    provider = Provider()
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        server.provider = provider
        provider.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
