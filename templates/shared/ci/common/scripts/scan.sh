#!/bin/sh
# Looks for known vulnerabilities that have a fix: scan.sh COMMIT
set -eu
cd "$(dirname "$0")/.."
. scripts/settings.sh
docker run --rm --volume /var/run/docker.sock:/var/run/docker.sock \
  docker.io/aquasec/trivy:0.67.2 image --quiet --exit-code 1 \
  --severity HIGH,CRITICAL --ignore-unfixed "$IMAGE:$1"
