#!/bin/sh
# Pushes the image of a commit: push.sh COMMIT
set -eu
cd "$(dirname "$0")/.."
. scripts/settings.sh
. scripts/registry.sh
# Clusters run it, and somebody may have tested it: one commit is one image.
if is_published "$IMAGE:$1"; then
  echo "$IMAGE:$1 is there already, and stays"
  exit 0
fi
docker push "$IMAGE:$1"
