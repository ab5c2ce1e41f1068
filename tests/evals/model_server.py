"""A server that speaks the chat completions protocol on this machine, and answers by rule."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What a rule may return in place of a reply's text.
FAILS = 500
SLOW = "slow"


@dataclass
class ModelServer:
    """`rule` takes the material of a request (read from its JSON) and tells what to reply."""

    rule: object
    url: str = ""
    requests: list = field(default_factory=list)
    keys: list = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def materials(self):
        return [json.loads(request["messages"][1]["content"]) for request in self.requests]


def yes(why="the quote says so"):
    return json.dumps({"supported": True, "why": why})


def no(why="the quote says otherwise"):
    return json.dumps({"supported": False, "why": why})


@contextmanager
def serving(rule):
    server = ModelServer(rule)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/chat/completions"
            server.requests.append(body)
            server.keys.append(self.headers["Authorization"])
            reply = server.rule(server.materials()[-1] | {"seed": body["seed"]})
            if reply == SLOW:
                server.over.wait(60)
                self.close_connection = True
            elif isinstance(reply, int):
                self.send(reply, b'{"error": {"message": "out of order"}}')
            elif isinstance(reply, bytes):
                self.send(200, reply)
            else:
                self.send(200, json.dumps(completion(body["model"], reply)).encode())

        def send(self, status, content, kind="application/json"):
            self.send_response(status)
            kind = "text/html" if content.startswith(b"<") else kind
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        server.url = f"http://127.0.0.1:{httpd.server_port}/v1"
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            httpd.shutdown()
            thread.join()


def completion(model, text):
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [choice],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
