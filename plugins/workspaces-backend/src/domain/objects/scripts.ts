/**
 * What the container runs that clones. The text never changes: everything that
 * differs comes in environment variables, so that no name of a branch, folder or
 * file can become a command. The folder gets its name when all is in it: what was
 * cut off begins anew.
 */
export const CLONE_SCRIPT = `set -eu
if [ ! -e "$FAIRWAY_FOLDER/.git" ]; then
  rm -rf -- "$FAIRWAY_FOLDER.part"
  if [ -n "$FAIRWAY_BRANCH" ]; then
    git clone --branch "$FAIRWAY_BRANCH" -- "$FAIRWAY_CLONE_URL" "$FAIRWAY_FOLDER.part"
  else
    git clone -- "$FAIRWAY_CLONE_URL" "$FAIRWAY_FOLDER.part"
  fi
  if [ -d /etc/fairway/files ]; then
    cd -- "$FAIRWAY_FOLDER.part"
    for key in /etc/fairway/files/*.path; do
      [ -e "$key" ] || continue
      path=$(cat "$key")
      if [ -L "$path" ]; then
        continue
      fi
      if [ -e "$path" ]; then
        replaces="\${key%.path}.replaces"
        [ -e "$replaces" ] || continue
        [ "$(sha256sum <"$path" | cut -c -64)" = "$(cat "$replaces")" ] || continue
      fi
      mkdir -p -- "$(dirname -- "$path")"
      cp -- "\${key%.path}.content" "$path"
    done
    cd /
  fi
  mkdir -p -- "$(dirname -- "$FAIRWAY_FOLDER")"
  mv -T -- "$FAIRWAY_FOLDER.part" "$FAIRWAY_FOLDER"
fi
`;

/** Git asks this for a password; both variables come from a Secret. */
export const CREDENTIAL_HELPER =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$FAIRWAY_GIT_USERNAME" "$FAIRWAY_GIT_PASSWORD"; }; f';
