FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /source

COPY requirements.lock ./
RUN python -m venv /opt/cairn \
    && /opt/cairn/bin/python -m pip install --require-hashes -r requirements.lock

# Node for the browser files and the wheel's builder stay behind in this stage.
COPY requirements-dev.lock ./
RUN python -m pip install --require-hashes -r requirements-dev.lock

COPY package.json package-lock.json .npmrc pyproject.toml README.md LICENSE ./
COPY bot bot
COPY migrations migrations
COPY manifests manifests
RUN python -m bot.sandbox.vendor \
    && python -m hatchling build --target wheel --directory /wheels \
    && /opt/cairn/bin/python -m pip install --no-index --no-deps /wheels/*.whl


FROM python:3.11-slim
RUN useradd --uid 10001 --user-group --create-home --home-dir /var/lib/cairn --shell /usr/sbin/nologin cairn
COPY --from=build /opt/cairn /opt/cairn
ENV PATH=/opt/cairn/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CAIRN_HOST=0.0.0.0 \
    CAIRN_PORT=8401
WORKDIR /var/lib/cairn
# By number, so that an orchestrator can see that this is not root.
USER 10001:10001
EXPOSE 8401
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['CAIRN_PORT'] + '/healthz', timeout=3)"]
CMD ["cairn", "serve"]
