# docker build -t sejajar .
# docker run --rm -v "$PWD:/data" sejajar align article.ind.txt report.eng.txt -o pairs.csv
FROM rust:1-slim-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /sejajar
COPY . .
RUN cargo install --locked --path . --root /opt/sejajar --profile dist

FROM debian:trixie-slim
COPY --from=build /opt/sejajar/bin/sejajar /usr/local/bin/sejajar
COPY --from=build /sejajar/LICENSE-MIT /sejajar/LICENSE-APACHE /usr/share/doc/sejajar/
USER 1000
WORKDIR /data
ENTRYPOINT ["sejajar"]
CMD ["--help"]
