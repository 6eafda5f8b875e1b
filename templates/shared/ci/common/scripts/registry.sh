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

is_published() {
  docker manifest inspect "$1" >/dev/null
}

registry=$(registry_of "$IMAGE")
printf '%s' "${REGISTRY_PASSWORD:?is not there: docs/operations.md says which secrets the CI needs}" |
  docker login --username "${REGISTRY_USER:?is not there: docs/operations.md says which secrets the CI needs}" \
    --password-stdin ${registry:+"$registry"} >&2
trap 'docker logout ${registry:+"$registry"} >&2' EXIT
