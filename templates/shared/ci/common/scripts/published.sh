#!/bin/sh
# Says which commit is to be delivered, and whether its image is in the registry,
# as outputs of a step: published.sh COMMIT
# What is there is not built again: what was tested is what is delivered.
set -eu
cd "$(dirname "$0")/.."
. scripts/settings.sh
. scripts/registry.sh
# A commit that only delivers has no image of its own.
commit=$(git rev-list --max-count 1 --invert-grep --grep '^Deliver .* \[skip ci\]$' "$1")
commit=${commit:-$1}
echo "commit=$commit"
if is_published "$IMAGE:$commit"; then
  echo "published=true"
else
  echo "published=false"
fi
