#!/bin/sh
# Pushes the image of a commit: push.sh COMMIT
# REGISTRY_USER and REGISTRY_PASSWORD come from the secrets of the CI.
set -eu
cd "$(dirname "$0")/.."
. scripts/settings.sh
printf '%s' "${REGISTRY_PASSWORD:?}" |
  docker login --username "${REGISTRY_USER:?}" --password-stdin "${IMAGE%%/*}"
docker push "$IMAGE:$1"
