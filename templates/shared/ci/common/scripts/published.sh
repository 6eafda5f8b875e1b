#!/bin/sh
# Says which commit is to be delivered, and whether its image is in the registry,
# as outputs of a step: published.sh COMMIT ENVIRONMENT
# What is there is not built again: what was tested is what is delivered. So what is
# not there goes to dev only.
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
elif [ "$2" = dev ]; then
  echo "published=false"
else
  echo "There is no image of $commit: let the pipeline of main bring it to dev before it goes to $2" >&2
  exit 1
fi
