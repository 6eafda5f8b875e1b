# Signs in to the registry of the image until the script ends that reads this.
# REGISTRY_USER and REGISTRY_PASSWORD come from the secrets of the CI.

# The first part of a name is a registry only if it looks like a host. What has
# none is at Docker Hub, where one signs in without a name.
registry_of() {
  case "$1" in
    */*)
      case "${1%%/*}" in
        *.* | *:* | localhost) echo "${1%%/*}" ;;
      esac
      ;;
  esac
}

# Ends the script if the registry does not say. To an account that may push, some say
# of a repository that nobody has pushed to that it is denied.
is_published() {
  if answer=$(docker manifest inspect "$1" 2>&1 >/dev/null); then
    return 0
  fi
  echo "$answer" >&2
  case "$(echo "$answer" | tr '[:upper:]' '[:lower:]')" in
    *"no such manifest"* | *"manifest unknown"* | *"name unknown"* | *"not found"* | *"denied:"*) return 1 ;;
  esac
  echo "Whether $1 is in the registry is not known: start this job again once it answers" >&2
  exit 1
}

registry=$(registry_of "$IMAGE")
printf '%s' "${REGISTRY_PASSWORD:?is not there: docs/operations.md says which secrets the CI needs}" |
  docker login --username "${REGISTRY_USER:?is not there: docs/operations.md says which secrets the CI needs}" \
    --password-stdin ${registry:+"$registry"} >&2
trap 'docker logout ${registry:+"$registry"} >&2' EXIT
