#!/bin/sh
# Looks for known vulnerabilities that have a fix: scan.sh COMMIT
set -eu
cd "$(dirname "$0")/.."
. scripts/settings.sh
docker run --rm --volume /var/run/docker.sock:/var/run/docker.sock \
  "$SCANNER" image --quiet --exit-code 1 \
  --severity HIGH,CRITICAL --ignore-unfixed "$IMAGE:$1"
