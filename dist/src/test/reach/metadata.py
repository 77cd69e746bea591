# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0
"""Instance metadata and an object store for the programs under test, and who asked them."""

import http.server
import re
import threading
import urllib.error
import urllib.request

# The address of instance metadata in programs that cannot be given another one.
FIXED = ("169.254.169.254", 80)


class Listener:
    """An HTTP server on a thread."""

    def __init__(self, address, answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def reply(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, headers, body = answer(self)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_PUT = do_HEAD = do_POST = reply  # noqa: N815

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(address, Handler)
        self.server.daemon_threads = True
        # A program that is killed closes its connections in the middle of a request.
        self.server.handle_error = lambda *_: None
        self.url = f"http://{address[0]}:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Metadata:
    """Instance metadata for one program. It answers as the sandbox does, and records the requests.

    The credential process of asrole asks the sandbox itself, so the requests are the program's own.
    """

    def __init__(self, sandbox, address=("127.0.0.1", 0)):
        self.sandbox = sandbox.rstrip("/")
        self.requests = []
        self.url = Listener(address, self.answer).url

    def answer(self, request):
        self.requests.append(f"{request.command} {request.path}")
        headers = {name: value for name, value in request.headers.items()
                   if name.lower().startswith("x-aws-ec2-metadata-")}
        copy = urllib.request.Request(self.sandbox + request.path, None, headers,
                                      method=request.command)
        try:
            with urllib.request.urlopen(copy) as answer:
                return answer.status, token_age(answer.headers), answer.read()
        except urllib.error.HTTPError as e:
            return e.code, {}, e.read()


def token_age(headers):
    return {name: value for name, value in headers.items()
            if name.lower().startswith("x-aws-ec2-metadata-") or name.lower() == "content-type"}


def object_store(identify):
    """An S3 endpoint whose buckets list one object: the ARN of the key that signed the request.

    identify(access_key) returns the ARN, or None for a key that is unknown or has expired.
    """

    def answer(request):
        signed = request.headers.get("Authorization", "") + request.path
        key = re.search(r"Credential=([A-Z0-9]+)", signed)
        arn = identify(key.group(1)) if key else None
        xml = {"Content-Type": "application/xml"}
        if arn is None:
            return 403, xml, b"<Error><Code>ExpiredToken</Code><Message>Expired</Message></Error>"
        return 200, xml, (
            "<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated>"
            "<MaxKeys>1000</MaxKeys><KeyCount>1</KeyCount><Contents>"
            f"<Key>{arn.replace('/', '|')}</Key>"
            "<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>\"0\"</ETag><Size>0</Size>"
            "<StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>").encode()

    return Listener(("127.0.0.1", 0), answer).url
