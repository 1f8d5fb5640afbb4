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
USER 10001
WORKDIR /tmp
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --start-interval=1s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/_mock/health', timeout=2)"]
CMD ["insights-mock", "serve", "--host", "0.0.0.0"]
