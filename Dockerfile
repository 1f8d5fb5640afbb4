# syntax=docker/dockerfile:1
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /venv
WORKDIR /src
# Dependencies first: this layer changes only with the pins.
COPY requirements/serve.txt requirements/
RUN /venv/bin/pip install --require-hashes --requirement requirements/serve.txt
COPY . .
RUN /venv/bin/pip install --no-deps --no-build-isolation . \
    # What only building and testing need stays behind.
    && rm /venv/bin/insights-contracts \
    && /venv/bin/pip uninstall --yes setuptools pip

FROM python:${PYTHON}-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin mock
COPY --from=build /venv /venv
# With the port and the admin token that the container was given.
COPY <<'PY' /healthy.py
import os
import urllib.request

port, token = os.environ.get("INSIGHTS_MOCK_PORT", "8080"), os.environ.get("INSIGHTS_MOCK_ADMIN_TOKEN", "")
request = urllib.request.Request(f"http://127.0.0.1:{port}/_mock/health", headers={"Authorization": f"Bearer {token}"})
urllib.request.urlopen(request, timeout=2)
PY
USER 10001
WORKDIR /tmp
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --start-interval=1s --retries=3 \
    CMD ["python", "/healthy.py"]
CMD ["insights-mock", "serve", "--host", "0.0.0.0"]
