/**
 * What the container runs that clones. The text never changes: everything that
 * differs comes in environment variables, so that no name of a branch, folder or
 * file can become a command.
 */
export const CLONE_SCRIPT = `set -eu
if [ ! -e "$FAIRWAY_FOLDER/.git" ]; then
  rm -rf -- "$FAIRWAY_FOLDER.part"
  if [ -n "$FAIRWAY_BRANCH" ]; then
    git clone --branch "$FAIRWAY_BRANCH" -- "$FAIRWAY_CLONE_URL" "$FAIRWAY_FOLDER.part"
  else
    git clone -- "$FAIRWAY_CLONE_URL" "$FAIRWAY_FOLDER.part"
  fi
  mkdir -p -- "$(dirname -- "$FAIRWAY_FOLDER")"
  mv -T -- "$FAIRWAY_FOLDER.part" "$FAIRWAY_FOLDER"
  if [ -d /etc/fairway/files ]; then
    cd -- "$FAIRWAY_FOLDER"
    for key in /etc/fairway/files/*.path; do
      [ -e "$key" ] || continue
      path=$(cat "$key")
      [ -e "$path" ] && continue
      mkdir -p -- "$(dirname -- "$path")"
      cp -- "\${key%.path}.content" "$path"
    done
  fi
fi
`;

/** Git asks this for a password; both variables come from a Secret. */
export const CREDENTIAL_HELPER =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$FAIRWAY_GIT_USERNAME" "$FAIRWAY_GIT_PASSWORD"; }; f';
