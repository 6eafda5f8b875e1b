#!/bin/sh
# Builds the image of a commit: build.sh COMMIT
set -eu
cd "$(dirname "$0")/.."
. scripts/settings.sh
docker build --label "org.opencontainers.image.revision=$1" --tag "$IMAGE:$1" .
