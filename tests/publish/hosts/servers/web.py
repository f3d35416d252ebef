"""WebDAV by wsgidav, and S3 by moto."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from moto.server import ThreadedMotoServer
from wsgidav.wsgidav_app import WsgiDAVApp

from tests.publish.hosts.servers.places import PASSWORD, USER, Place, Troubles


@contextmanager
def wsgidavs(
    folder: Path, state: Path, certificate: Path | None, *, digest: bool = False, finite: bool = False
) -> Iterator[Place]:
    """A WebDAV server in threads.

    Args:
        folder: Where its files lie.
        state: Ours.
        certificate: What it shows; None: no TLS.
        digest: Whether it wants passwords as digests.
        finite: Whether it refuses to list everything at once, as Apache does.
    """
    files = folder / "files"
    files.mkdir(parents=True)
    troubles, logins = Troubles(), []
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/dav": {"root": str(files), "readonly": False}},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {
                "accept_basic": not digest,
                "accept_digest": digest,
                "default_to_digest": digest,
            },
            "verbose": 0,
            "logging": {"enable": False},
            "property_manager": False,
            "lock_storage": True,
        }
    )

    def guarded(environ: dict[str, Any], start: Any) -> Any:
        if "HTTP_AUTHORIZATION" in environ:
            logins.append(environ["HTTP_AUTHORIZATION"].split()[0])
        if troubles.full and environ["REQUEST_METHOD"] == "PUT":
            environ["wsgi.input"].read()
            start("507 Insufficient Storage", [("Content-Length", "0")])
            return [b""]
        if finite and environ["REQUEST_METHOD"] == "PROPFIND" and environ.get("HTTP_DEPTH") == "infinity":
            environ["wsgi.input"].read()
            start("403 Forbidden", [("Content-Length", "0")])
            return [b""]
        return app(environ, start)

    with listening(guarded, certificate) as port:
        scheme = "webdav" if certificate is None else "webdavs"
        yield Place(
            "wsgidav",
            f"{scheme}://{USER}@localhost:{port}/dav/site",
            state,
            files / "site",
            troubles=troubles,
            logins=logins,
            mistakes="?;",  # where a file is to be moved is unquoted before it is taken apart
        )


@contextmanager
def listening(app: Any, certificate: Path | None) -> Iterator[int]:
    """A server for a WSGI application, in threads; gives the port."""
    server = Server(("127.0.0.1", 0), app, numthreads=8)
    if certificate is not None:
        server.ssl_adapter = BuiltinSSLAdapter(str(certificate), str(certificate))
    server.prepare()
    server.error_log = lambda *_, **__: None
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server.bind_addr[1]
    finally:
        server.stop()
        thread.join(timeout=5)


@contextmanager
def motos(state: Path) -> Iterator[Place]:
    """An S3 server in threads."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=USER,
        aws_secret_access_key=PASSWORD.encode("ascii", "replace").decode(),
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="bucket")

    def look() -> dict[str, bytes]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket="bucket", Prefix="site/")
        return {
            found["Key"].removeprefix("site/"): client.get_object(Bucket="bucket", Key=found["Key"])[
                "Body"
            ].read()
            for page in pages
            for found in page.get("Contents", [])
        }

    try:
        yield Place("moto", f"s3://{USER}@bucket/site?endpoint={endpoint}", state, look=look)
    finally:
        # What it holds is of the whole process.
        for name in look():
            client.delete_object(Bucket="bucket", Key=f"site/{name}")
        server.stop()
